import { expect, test } from "vitest";
import { asked } from "./asked";

test("takes are asked for whole or in part", () => {
  expect(asked("S01-SH01-T02,S01-SH02-T01@12-40")).toEqual([
    { take: "S01-SH01-T02" },
    { take: "S01-SH02-T01", in: 12, out: 40 },
  ]);
});

test("what is no take is left out, and a part without a frame is the whole", () => {
  expect(asked("../x,S01-SH01-T02@5-5")).toEqual([{ take: "S01-SH01-T02" }]);
});
