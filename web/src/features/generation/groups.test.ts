import { expect, test } from "vitest";
import { cost, groupOf, ofWhat } from "./groups";

test("what nobody knows to be accepted waits for a person; what is neither over nor that is under way", () => {
  expect(groupOf({ state: "submit_unknown" })).toBe("ask");
  expect(groupOf({ state: "cancel_refused" })).toBe("working");
  expect(groupOf({ state: "refused" })).toBe("failed");
});

test("a panel is of its shot, a sheet is of none", () => {
  expect(ofWhat("panel:S02-SH03A-KEY")).toEqual({ kind: "panel", id: "S02-SH03A-KEY", shot: "S02-SH03A" });
  expect(ofWhat("sheet:CH-WREN-FACE").shot).toBe("");
});

test("what costs nothing is free, what is not booked yet says nothing", () => {
  expect(cost({ cost_micros: 0, currency: "USD" })).toBe("free");
  expect(cost({ cost_micros: null, currency: null })).toBe("");
  expect(cost({ cost_micros: 420_000, currency: "USD" })).toBe("0.42 USD");
});
