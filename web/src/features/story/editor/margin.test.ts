import { expect, test } from "vitest";
import { lanes } from "./margin";

const span = (shot: string, from: number, to: number) => ({
  shot,
  title: "",
  from,
  to,
  state: "kept" as const,
  lane: 0,
});

test("spans that overlap stand side by side, and a lane is used again once it is free", () => {
  const found = lanes([span("S01-SH02", 5, 15), span("S01-SH01", 0, 10), span("S01-SH03", 10, 20)]);
  expect(found.map(({ shot, lane }) => [shot, lane])).toEqual([
    ["S01-SH01", 0],
    ["S01-SH02", 1],
    ["S01-SH03", 0],
  ]);
});
