import { expect, test } from "vitest";
import { amount, money } from "./money";

test.each([
  [12_340_000, "12.34 USD"],
  [0, "0.00 USD"],
  [4_300, "0.0043 USD"],
  [-1_000_000, "-1.00 USD"],
  [1_234_567_000_000, "1,234,567.00 USD"],
])("%s micro-units are %s", (micros, says) => {
  expect(money(micros, "USD")).toBe(says);
});

test.each([
  [40_000_000, "40.00"],
  [500_000, "0.50"],
  [4_300, "0.0043"],
])("%s is written %s in a field", (micros, says) => {
  expect(amount(micros)).toBe(says);
});
