import { expect, test } from "vitest";
import { foreseen, laid, type Cut, type CutPiece } from "./cut";

const PIECES = ["title", "S01-SH01", "S01-SH02", "S02-SH01"].map(
  (name) => ({ name, start: 0, end: 10, frames: 20, record: 0 }) as CutPiece,
);
const CUT = { pieces: laid(PIECES), frames: 40, newest: 3 } as unknown as Cut;

function names(cut: Cut): string[] {
  return cut.pieces.map((piece) => piece.name);
}

test("a trim is shown at once, and what follows moves", () => {
  const cut = foreseen(CUT, { do: "trim", shot: "S01-SH01", start: 4, end: 10 });
  expect(cut.pieces.map((piece) => piece.record)).toEqual([0, 10, 16, 26]);
  expect(cut.frames).toBe(36);
});

test("a move and a shot that is left out are shown at once", () => {
  expect(names(foreseen(CUT, { do: "move", shot: "S02-SH01", after: "start" }))).toEqual([
    "title",
    "S02-SH01",
    "S01-SH01",
    "S01-SH02",
  ]);
  expect(names(foreseen(CUT, { do: "move", shot: "S01-SH01", after: "S01-SH02" }))[2]).toBe("S01-SH01");
  expect(names(foreseen(CUT, { do: "leave_out", shot: "S01-SH02" }))).not.toContain("S01-SH02");
});

test("what only the studio knows waits for it", () => {
  expect(foreseen(CUT, { do: "anew" })).toBe(CUT);
});
