/** A cut as it is shown: pieces by frames, what a trim or a move would make of them, where an edit is. */
import type { Schemas } from "~/api/client";

export type Cut = Schemas["CutOut"];
export type CutPiece = Schemas["PieceOut"];
export type Heard = Schemas["HeardOut"];
export type Caption = Schemas["ReadOut"];

/** What of a piece is played: as an editor has it, or a guest. */
export type FilmPiece = Schemas["ReelPieceOut"];

export function lengthOf(piece: CutPiece): number {
  return piece.end - piece.start;
}

/** Whether a piece is a shot, and no title, black or credits. */
export function isShot(piece: CutPiece): boolean {
  return /^S\d/.test(piece.name);
}

/** How a piece itself comes in; a fade that is all before it is how the piece ahead goes out. */
export function comesIn({ way, way_frames, way_before }: FilmPiece): FilmPiece["way"] {
  return way === "fade" && way_before === way_frames ? null : way;
}

/** Pieces one after another, each at its frame of the film. */
export function laid(pieces: readonly CutPiece[]): CutPiece[] {
  let record = 0;
  return pieces.map((piece) => {
    const placed = piece.record === record ? piece : { ...piece, record };
    record += lengthOf(piece);
    return placed;
  });
}

/** The piece that is shown at a frame; the last for what is beyond. */
export function pieceAt<P extends FilmPiece>(pieces: readonly P[], frame: number): P | undefined {
  return pieces.findLast((piece) => piece.record <= frame) ?? pieces[0];
}

export type Edge = "in" | "out";

/** The frames a piece would use with an edge so many frames later, as far as its take reaches; at least one. */
export function trimmed(piece: CutPiece, edge: Edge, by: number): { start: number; end: number } {
  if (edge === "in") return { start: Math.max(0, Math.min(piece.end - 1, piece.start + by)), end: piece.end };
  return { start: piece.start, end: Math.min(piece.frames, Math.max(piece.start + 1, piece.end + by)) };
}

/** The pieces with one of them used from and to other frames; what follows moves. */
export function withTrim(pieces: readonly CutPiece[], name: string, start: number, end: number): CutPiece[] {
  return laid(pieces.map((piece) => (piece.name === name ? { ...piece, start, end } : piece)));
}

/** What a shot stands behind when it is dropped at a frame: the name of a shot, or `start`; null where it stands. */
export function dropped(pieces: readonly CutPiece[], name: string, frame: number): string | null {
  const shots = pieces.filter(isShot);
  const from = shots.findIndex((piece) => piece.name === name);
  const to = shots.filter((piece) => piece.record + lengthOf(piece) / 2 <= frame).length;
  if (from < 0 || to === from || to === from + 1) return null;
  return to === 0 ? "start" : shots[to - 1]!.name;
}

/** What a shot stands behind after it moved a place up or down; null where it cannot. */
export function neighbour(pieces: readonly CutPiece[], name: string, by: 1 | -1): string | null {
  const shots = pieces.filter(isShot);
  const from = shots.findIndex((piece) => piece.name === name);
  if (from < 0 || from + by < 0 || from + by >= shots.length) return null;
  if (by > 0) return shots[from + 1]!.name;
  return from === 1 ? "start" : shots[from - 2]!.name;
}

/** The frame of the next edit in a direction. */
export function edit(pieces: readonly CutPiece[], frame: number, by: 1 | -1): number {
  const edits = pieces.map((piece) => piece.record);
  if (by < 0) return edits.findLast((one) => one < frame) ?? 0;
  const last = pieces.at(-1);
  return edits.find((one) => one > frame) ?? Math.max(0, (last ? last.record + lengthOf(last) : 1) - 1);
}

/** A signed count of frames, as a trim is told: +12 f. */
export function signed(frames: number): string {
  return `${frames > 0 ? "+" : frames < 0 ? "−" : "±"}${Math.abs(frames)} f`;
}

/** The cut as a change will make it, as far as that can be told at once; the studio's answer takes its place. */
export function foreseen(cut: Cut, change: Schemas["CutEdit"]["change"]): Cut {
  if (change.do === "trim") return remade(cut, withTrim(cut.pieces, change.shot, change.start, change.end));
  if (change.do === "leave_out") return remade(cut, laid(cut.pieces.filter(({ name }) => name !== change.shot)));
  if (change.do !== "move") return cut;
  const moved = cut.pieces.find(({ name }) => name === change.shot);
  const rest = cut.pieces.filter((piece) => piece !== moved);
  const place =
    change.after === "start" ? rest.findIndex(isShot) : rest.findIndex(({ name }) => name === change.after) + 1;
  return moved && place >= 0 ? remade(cut, laid(rest.toSpliced(place, 0, moved))) : cut;
}

function remade(cut: Cut, pieces: CutPiece[]): Cut {
  const last = pieces.at(-1);
  return { ...cut, pieces, frames: last ? last.record + lengthOf(last) : 0 };
}
