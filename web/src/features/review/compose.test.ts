import { expect, test } from "vitest";
import { drawn, said, thinned, type Composing } from "./compose";

const composing: Composing = {
  take: "A-T01",
  text: " ",
  kind: "fix",
  start: 3,
  end: 4,
  pin: { x: 0.5, y: 0.25 },
  strokes: [],
  hand: "pin",
  colour: "amber",
};

test("a note without words and strokes is none", () => {
  expect(said(composing)).toBeNull();
  expect(said({ ...composing, text: " her hand " })).toMatchObject({ text: "her hand", x: 0.5, start: 3, kind: "fix" });
});

test("a long stroke keeps its ends and no more points than there is room for", () => {
  const points = Array.from({ length: 2000 }, (_, place) => [place / 2000, 0] as [number, number]);
  const thin = thinned(points);
  expect(thin).toHaveLength(600);
  expect([thin[0], thin.at(-1)]).toEqual([points[0], points.at(-1)]);
  const strokes = Array.from({ length: 60 }, () => ({ tool: "pen" as const, colour: "amber" as const, points: thin }));
  expect(drawn(strokes, strokes[0]!)).toHaveLength(60);
});
