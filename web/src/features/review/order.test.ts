import { expect, test } from "vitest";
import { beside, nextOpen, shotBeside, waits } from "./order";

const row = (take: string, by: "person" | "rule" | null = null) => ({
  take,
  shot: take.slice(0, -4),
  by,
  action: null,
});
const queue = [row("A-T01", "person"), row("A-T02"), row("B-T01", "rule"), row("C-T01", "person")];

test("the take beside is found, and there is none beyond the ends", () => {
  expect(beside(queue, "A-T01", 1)).toBe("A-T02");
  expect(beside(queue, "C-T01", 1)).toBeNull();
  expect(beside(queue, "gone", 1)).toBe("A-T01");
});

test("the next shot begins with its first take", () => {
  expect(shotBeside(queue, "A-T01", 1)).toBe("B-T01");
  expect(shotBeside(queue, "B-T01", -1)).toBe("A-T01");
  expect(shotBeside(queue, "C-T01", 1)).toBeNull();
});

test("what a rule selected waits for a person, and the search goes round", () => {
  expect(nextOpen(queue, "A-T02", waits)).toBe("B-T01");
  expect(nextOpen(queue, "C-T01", waits)).toBe("A-T02");
  expect(nextOpen([row("A-T01", "person")], "A-T01", waits)).toBeNull();
});
