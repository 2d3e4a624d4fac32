import { expect, test } from "vitest";
import type { FilmPiece } from "~/timeline/cut";
import type { Clip } from "./asked";
import { noted, placed, seenAt } from "./clips";

function clip(take: string, ...notes: (number | null)[]): Clip {
  return { take, notes: notes.map((one) => ({ start: one })) } as unknown as Clip;
}

function piece(take: string, record: number, start: number, end: number): FilmPiece {
  return { take, record, start, end } as unknown as FilmPiece;
}

const PIECES = [piece("", 0, 0, 50), piece("A", 50, 10, 30), piece("B", 70, 0, 8), piece("", 78, 0, 20)];
const REEL = placed([clip("B"), clip("A", 12, 99, null)], PIECES);

test("a frame of the film is a frame of the take that is seen", () => {
  expect(REEL.map(({ record }) => record)).toEqual([50, 70]);
  expect([50, 69, 70, 77].map((frame) => seenAt(REEL, frame)!.frame)).toEqual([10, 29, 0, 7]);
  expect(seenAt(REEL, 70)!.clip.take).toBe("B");
});

test("what is said over a title is said of the take that is nearest", () => {
  expect(seenAt(REEL, 3)).toMatchObject({ clip: { take: "A" }, frame: 10 });
  expect(seenAt(REEL, 90)).toMatchObject({ clip: { take: "B" }, frame: 7 });
  expect(seenAt([], 3)).toBeUndefined();
});

test("a note stands where its frame is seen, or at the edge where that was cut away", () => {
  expect(noted(REEL).map(({ at }) => at)).toEqual([52, 69, null]);
});
