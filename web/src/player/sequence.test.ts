import { beforeEach, expect, test, vi } from "vitest";
import type { Footage, Heard } from "./footage";
import { Sequence } from "./sequence";
import type { Piece, Viewing } from "./viewing";

beforeEach(() =>
  vi.stubGlobal(
    "OffscreenCanvas",
    class {
      getContext = () => null;
    },
  ),
);

const VIEWING = { rate: "24", frames: 100, media: "a", state: "ready" } as Viewing;

function piece(id: string, first: number, end: number): Piece {
  return { id, viewing: VIEWING, in: first, out: end };
}

/** Footage that says which frames it was asked for; its sound comes in seconds. */
function footage(asked: number[], closed: () => void = () => undefined): Footage {
  return {
    frames: 100,
    fps: 24,
    width: 16,
    height: 9,
    failure: "",
    at: (frame: number) => frame as unknown as CanvasImageSource,
    ready: () => true,
    prepare: (frame: number) => void asked.push(frame),
    watch: () => () => undefined,
    full: (frame: number) => `/${frame}`,
    close: closed,
    async *sound(from: number): AsyncGenerator<Heard> {
      for (let at = Math.floor(from); at < 4; at++) yield { buffer: {} as AudioBuffer, at, skip: 0, length: 1 };
    },
  };
}

test("every frame is that of its piece", () => {
  const sequence = new Sequence([piece("a", 10, 30), piece("b", 50, 60)], () => footage([]));
  expect(sequence.frames).toBe(30);
  expect([0, 19, 20, 29].map((frame) => sequence.at(frame))).toEqual([10, 29, 50, 59]);
  expect(sequence.full(21)).toBe("/51");
});

test("what comes behind an edit is asked for before it is reached", () => {
  const asked: Record<string, number[]> = { a: [], b: [] };
  const sequence = new Sequence([piece("a", 10, 30), piece("b", 50, 60)], ({ id }) => footage(asked[id]!));
  sequence.prepare(5, 1);
  expect(asked).toEqual({ a: [15], b: [50] });
  sequence.prepare(20, -1);
  expect(asked).toEqual({ a: [15, 29], b: [50, 50] });
});

test("few files stay open", () => {
  const closed: string[] = [];
  const pieces = "abcdefgh".split("").map((id) => piece(id, 0, 40));
  const sequence = new Sequence(pieces, ({ id }) => footage([], () => closed.push(id)));
  for (let frame = 0; frame < sequence.frames; frame += 10) sequence.prepare(frame, 1);
  expect(closed).toEqual(["a", "b", "c", "d"]);
});

test("a piece that is not there yet is black and keeps its length", () => {
  const sequence = new Sequence(
    [piece("a", 0, 10), { id: "b", viewing: null, in: 0, out: 5 }],
    ({ viewing }) => viewing && footage([]),
  );
  expect(sequence.frames).toBe(15);
  expect(sequence.at(12)).toBeInstanceOf(OffscreenCanvas);
  expect(sequence.ready(12)).toBe(true);
});

test("sound is cut at the edits", async () => {
  const sequence = new Sequence([piece("a", 12, 36), piece("b", 0, 24)], () => footage([]));
  const heard = [];
  for await (const { at, skip, length } of sequence.sound(0)) heard.push([at, skip, length]);
  expect(heard).toEqual([
    [0, 0.5, 0.5],
    [0.5, 0, 0.5],
    [1, 0, 1],
  ]);
});

test("both sides of a dissolve are made ready, beyond the edges of what is used", () => {
  const asked: Record<string, number[]> = { a: [], b: [] };
  const into = { way: "dissolve" as const, frames: 8, before: 4 };
  const sequence = new Sequence([piece("a", 10, 30), { ...piece("b", 50, 60), into }], ({ id }) => footage(asked[id]!));
  sequence.prepare(17, 1);
  sequence.prepare(22, 1);
  expect(asked).toEqual({ a: [27, 32], b: [47, 52] });
  expect([sequence.full(15), sequence.full(16), sequence.full(24)]).toEqual(["/25", "", "/54"]);
});

test("a mix is heard instead of the pieces", async () => {
  const sequence = new Sequence([piece("a", 0, 24)], () => footage([]), footage([]));
  const heard = [];
  for await (const { at } of sequence.sound(2)) heard.push(at);
  expect(heard).toEqual([2, 3]);
});
