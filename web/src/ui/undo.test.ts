import { beforeEach, expect, test, vi } from "vitest";
import { edit, forget, redo, undo } from "./undo";

beforeEach(forget);

/** An edit that the studio answers when it is told to. */
function slow(label: string, told: string[]) {
  let answer!: () => void;
  let refuse!: (why: Error) => void;
  const answered = new Promise<void>((resolve, reject) => ((answer = resolve), (refuse = reject)));
  const run = async () => {
    told.push(label);
    await answered;
  };
  const back = async () => void told.push(`not ${label}`);
  return { one: { label, run, undo: back }, answer: () => answer(), refuse: (why: string) => refuse(new Error(why)) };
}

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

test("undo takes back the edit under way, and not the one before it", async () => {
  const told: string[] = [];
  const [one, two] = [slow("one", told), slow("two", told)];
  one.answer();
  await edit(one.one);
  const made = edit(two.one);
  const back = undo();
  await Promise.resolve();
  expect(told).toEqual(["one", "two"]);
  two.answer();
  await Promise.all([made, back]);
  expect(told).toEqual(["one", "two", "not two"]);
  await redo();
  expect(told.at(-1)).toBe("two");
});

test("edits made quickly are sent one after another, and taken back from the last", async () => {
  const told: string[] = [];
  const [one, two] = [slow("one", told), slow("two", told)];
  two.answer();
  const made = [edit(one.one), edit(two.one)];
  const backs = [undo(), undo()];
  await new Promise((resolve) => setTimeout(resolve));
  expect(told).toEqual(["one"]);
  one.answer();
  await Promise.all([...made, ...backs]);
  expect(told).toEqual(["one", "two", "not two", "not one"]);
});

test("undo of an edit that then fails leaves the ones before it alone", async () => {
  const told: string[] = [];
  const [one, two] = [slow("one", told), slow("two", told)];
  one.answer();
  await edit(one.one);
  const made = edit(two.one);
  const back = undo();
  two.refuse("somebody was faster");
  await expect(made).rejects.toThrow("faster");
  await back;
  await redo();
  expect(told).toEqual(["one", "two"]);
  await undo();
  expect(told).toEqual(["one", "two", "not one"]);
});

test("what could not be taken back can be tried again", async () => {
  const back = vi.fn().mockRejectedValueOnce(new Error("away")).mockResolvedValue(undefined);
  await edit({ label: "One", run: () => Promise.resolve(), undo: back });
  await undo();
  await undo();
  expect(back).toHaveBeenCalledTimes(2);
});
