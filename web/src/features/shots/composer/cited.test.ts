import { expect, test } from "vitest";
import { cited } from "./cited";

test("tokens stand apart, the longest first", () => {
  expect(cited("@Image1 by @Image12.", ["@Image1", "@Image12"])).toEqual([
    { text: "@Image1", token: true },
    { text: " by ", token: false },
    { text: "@Image12", token: true },
    { text: ".", token: false },
  ]);
  expect(cited("plain", [])).toEqual([{ text: "plain", token: false }]);
});
