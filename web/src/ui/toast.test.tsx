import { MantineProvider } from "@mantine/core";
import { act, render, screen } from "@testing-library/react";
import { expect, test } from "vitest";
import { say, Toasts } from "./toast";
import { edit, undo } from "./undo";

const done = { run: async () => undefined, undo: async () => undefined };

test("what only tells leaves the offer to take the last edit back, which goes when it is taken", async () => {
  render(<Toasts />, { wrapper: MantineProvider });
  await act(() => edit({ label: "T01 approved", ...done }));
  act(() => void say("Every take here is judged."));
  expect(screen.queryByText("T01 approved")).not.toBeNull();
  expect(screen.queryByText("Every take here is judged.")).not.toBeNull();
  await act(() => undo());
  expect(screen.queryByText("T01 approved")).toBeNull();
  expect(screen.queryByRole("button", { name: "Undo" })).toBeNull();
  expect(screen.queryByText("Undone: T01 approved")).not.toBeNull();
});
