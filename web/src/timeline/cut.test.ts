import { expect, test } from "vitest";
import { comesIn, dropped, edit, laid, neighbour, pieceAt, trimmed, withTrim, type CutPiece } from "./cut";

function piece(name: string, start: number, end: number, frames = end): CutPiece {
  return { name, start, end, frames, record: 0, kind: "clip" } as CutPiece;
}

const FILM = laid([
  piece("title", 0, 10),
  piece("S01-SH01", 4, 24, 30),
  piece("S01-SH02", 0, 20),
  piece("S02-SH01", 0, 8),
]);

test("pieces stand one after another", () => {
  expect(FILM.map((one) => one.record)).toEqual([0, 10, 30, 50]);
  expect(pieceAt(FILM, 29)?.name).toBe("S01-SH01");
  expect(pieceAt(FILM, 30)?.name).toBe("S01-SH02");
  expect(pieceAt(FILM, 999)?.name).toBe("S02-SH01");
});

test("a trim stays inside its take and leaves a frame", () => {
  expect(trimmed(FILM[1]!, "in", -9)).toEqual({ start: 0, end: 24 });
  expect(trimmed(FILM[1]!, "in", 99)).toEqual({ start: 23, end: 24 });
  expect(trimmed(FILM[1]!, "out", 99)).toEqual({ start: 4, end: 30 });
  expect(trimmed(FILM[1]!, "out", -99)).toEqual({ start: 4, end: 5 });
});

test("what follows a trim moves", () => {
  expect(withTrim(FILM, "S01-SH01", 4, 14).map((one) => one.record)).toEqual([0, 10, 20, 40]);
});

test("a shot is dropped behind the one whose middle was passed", () => {
  expect(dropped(FILM, "S02-SH01", 12)).toBe("start");
  expect(dropped(FILM, "S02-SH01", 25)).toBe("S01-SH01");
  expect(dropped(FILM, "S02-SH01", 45)).toBeNull();
  expect(dropped(FILM, "S01-SH01", 57)).toBe("S02-SH01");
  expect(dropped(FILM, "title", 40)).toBeNull();
});

test("a shot moves by a place, and not beyond the shots", () => {
  expect(neighbour(FILM, "S01-SH01", -1)).toBeNull();
  expect(neighbour(FILM, "S01-SH01", 1)).toBe("S01-SH02");
  expect(neighbour(FILM, "S01-SH02", -1)).toBe("start");
  expect(neighbour(FILM, "S02-SH01", -1)).toBe("S01-SH01");
  expect(neighbour(FILM, "S02-SH01", 1)).toBeNull();
});

test("edits are gone to one by one, and then to the ends", () => {
  expect(edit(FILM, 12, 1)).toBe(30);
  expect(edit(FILM, 12, -1)).toBe(10);
  expect(edit(FILM, 50, 1)).toBe(57);
  expect(edit(FILM, 0, -1)).toBe(0);
});

test("a fade that is all before a piece is how the one ahead goes out", () => {
  const into = (way: "fade" | "dissolve" | null, way_frames: number, way_before: number) =>
    comesIn({ way, way_frames, way_before } as CutPiece);
  expect([into("fade", 12, 12), into("fade", 12, 6), into("dissolve", 8, 8), into(null, 0, 0)]).toEqual([
    null,
    "fade",
    "dissolve",
    null,
  ]);
});
