import { expect, test } from "vitest";
import type { Clip } from "./asked";
import { noted, placed, seenAt } from "./clips";

function clip(take: string, start: number, end: number, ...notes: (number | null)[]): Clip {
  return { take, start, end, notes: notes.map((one) => ({ start: one })) } as unknown as Clip;
}

const REEL = placed([clip("A", 10, 30, 12, 99, null), clip("B", 0, 8)]);

test("a frame of the reel is a frame of its take", () => {
  expect(REEL.map(({ record }) => record)).toEqual([0, 20]);
  expect([0, 19, 20, 27].map((frame) => seenAt(REEL, frame).frame)).toEqual([10, 29, 0, 7]);
  expect(seenAt(REEL, 20).clip.take).toBe("B");
});

test("a note stands where its frame is seen, or at the edge where that was cut away", () => {
  expect(noted(REEL).map(({ at }) => at)).toEqual([2, 19, null]);
});
