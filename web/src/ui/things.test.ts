import { expect, test } from "vitest";
import { codeOf, thingAt } from "./things";

test.each([
  ["shot", "S02-SH03", "/p/1/shots/S02-SH03"],
  ["take", "S02-SH03-T04", "/p/1/takes/S02-SH03-T04"],
  ["take", "S02-SH03-KEY-T01", "/p/1/shots/S02-SH03"],
  ["panel", "S02-SH03-KEY", "/p/1/shots/S02-SH03"],
  ["asset", "CH-WREN", "/p/1/library/CH-WREN"],
  ["sheet", "CH-WREN-FACE", "/p/1/library/CH-WREN"],
  ["scene", "S02", "/p/1/board?scene=S02"],
  ["order", "shot:S02-SH03", "/p/1/orders?q=S02-SH03"],
  ["story", "turn", "/p/1/story"],
  ["provider", "kling", "/p/1/providers"],
  ["moon", "1", "/p/1"],
])("a %s %s is seen at %s", (kind, id, at) => {
  expect(thingAt("1", kind, id)).toBe(at);
});

test("an order is called by what it is of", () => {
  expect(codeOf("shot:S02-SH03")).toBe("S02-SH03");
});
