import { expect, test, vi } from "vitest";
import { edit, redo, undo } from "./undo";

test("the last edit is undone first, and can be done again", async () => {
  const told: string[] = [];
  const write = (word: string) => async () => void told.push(word);
  await edit({ label: "One", run: write("one"), undo: write("not one") });
  await edit({ label: "Two", run: write("two"), undo: write("not two") });
  await undo();
  await undo();
  await redo();
  expect(told).toEqual(["one", "two", "not two", "not one", "one"]);
});

test("an edit that failed is not kept", async () => {
  const back = vi.fn();
  await expect(edit({ label: "Bad", run: () => Promise.reject(new Error("no")), undo: back })).rejects.toThrow("no");
  await undo();
  expect(back).not.toHaveBeenCalled();
});
