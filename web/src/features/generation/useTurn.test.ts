import { expect, test } from "vitest";
import { goes } from "./useTurn";

test("a turn is told as what becomes of the order", () => {
  expect(goes(0, 1)).toBe("goes before the others");
  expect(goes(5, 2)).toBe("go in turn");
  expect(goes(9, 1)).toBe("goes after the others");
});
