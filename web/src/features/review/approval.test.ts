import { expect, test } from "vitest";
import { missingAfter, told } from "./approval";

const two = { needed: 2, by: ["sam"], left: ["pat", "kim"], bar: "" };

test("who approved is counted once", () => {
  expect(missingAfter(two, "sam")).toBe(1);
  expect(missingAfter(two, "pat")).toBe(0);
});

test("it is told who approved and who is still needed", () => {
  expect(told(two)).toBe("sam approved; 1 more of 2 needed, pat or kim can.");
  expect(told({ ...two, left: [] })).toBe("sam approved; 1 more of 2 needed, too few here may.");
  expect(told({ ...two, by: ["sam", "pat"], left: ["kim"] })).toBe("sam and pat approved.");
});

test("a rule in the way is told first, and one approver is no news", () => {
  expect(told({ ...two, bar: "1 must-fix note open" })).toBe("Held back from approval: 1 must-fix note open.");
  expect(told({ needed: 1, by: ["sam"], left: [], bar: "" })).toBe("");
});
