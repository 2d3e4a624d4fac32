import { expect, test } from "vitest";
import { clamped, fitting, MOST, named, seen, stepOf } from "./scale";

test("a film fits the window, however long", () => {
  expect(fitting(976, 1000)).toBe(1);
  expect(fitting(1, 1000)).toBe(MOST);
  expect(clamped(0)).toBeGreaterThan(0);
});

test("the ruler names round times that can be read", () => {
  expect(stepOf(24, 24)).toBe(5);
  expect(stepOf(1, 24)).toBe(120);
  expect(stepOf(1, 25)).toBe(125);
  expect(named({ zoom: 1, left: 0, width: 300 }, 400, 24)).toEqual([0, 120, 240, 360]);
  expect(named({ zoom: 1, left: 0, width: 3000 }, 130, 24)).toEqual([0, 120]);
});

test("only what is seen is drawn", () => {
  const scale = { zoom: 2, left: 1000, width: 500 };
  expect(seen(scale, 0, 300)).toBe(false);
  expect(seen(scale, 0, 600)).toBe(true);
  expect(seen(scale, 900, 999)).toBe(false);
});
