/** A sequence: frames of several viewings, or of black, one after another as one footage, without a gap at an edit. */
import { useEffect, useMemo, useState } from "react";
import { between, footageOf, type Footage, type Heard } from "./footage";
import { rate } from "~/ui/time";
import type { Piece } from "./viewing";

/** How many frames before an edit what comes behind it is made ready, and how many files stay open. */
const AHEAD = 36;
const OPEN = 4;

interface Placed extends Piece {
  /** The frame of the sequence at which it begins. */
  start: number;
  footage: Footage | null;
}

export class Sequence implements Footage {
  readonly frames: number;
  readonly fps: number;
  readonly pieces: readonly Placed[];
  private readonly used: Footage[] = [];
  private readonly black = new OffscreenCanvas(16, 9);

  constructor(pieces: readonly Piece[], footage: (piece: Piece) => Footage | null) {
    let start = 0;
    this.pieces = pieces.map((piece) => {
      const placed = { ...piece, start, footage: footage(piece) };
      start += piece.out - piece.in;
      return placed;
    });
    this.frames = Math.max(1, start);
    this.fps = rate(pieces.find((piece) => piece.viewing)?.viewing?.rate ?? "24");
    this.black.getContext("2d");
  }

  get width(): number {
    return this.pieces.find((piece) => piece.footage)?.footage?.width ?? 16;
  }

  get height(): number {
    return this.pieces.find((piece) => piece.footage)?.footage?.height ?? 9;
  }

  get failure(): string {
    return "";
  }

  /** The piece a frame lies in; the last one for what is beyond. */
  pieceAt(frame: number): Placed | undefined {
    return this.pieces.findLast((piece) => piece.start <= frame);
  }

  at(frame: number): CanvasImageSource | null {
    const piece = this.pieceAt(frame);
    if (!piece?.footage || piece.footage.failure) return this.black;
    return piece.footage.at(piece.in + frame - piece.start);
  }

  ready(frame: number): boolean {
    const piece = this.pieceAt(frame);
    return !piece?.footage || piece.footage.ready(piece.in + frame - piece.start);
  }

  prepare(frame: number, direction: 1 | -1): void {
    const here = this.pieceAt(frame);
    const beyond = this.pieceAt(Math.max(0, frame + AHEAD * direction));
    if (here) this.use(here, here.in + frame - here.start, direction);
    for (const piece of this.after(here, beyond, direction)) {
      this.use(piece, direction > 0 ? piece.in : piece.out - 1, direction);
    }
  }

  async *sound(from: number): AsyncGenerator<Heard> {
    for (const piece of this.pieces) {
      const begins = piece.start / this.fps;
      const ends = begins + (piece.out - piece.in) / this.fps;
      if (!piece.footage || ends <= from) continue;
      const shift = begins - piece.in / this.fps;
      for await (const heard of piece.footage.sound(Math.max(from, begins) - shift)) {
        if (heard.at + shift >= ends) break;
        const part = between({ ...heard, at: heard.at + shift }, Math.max(from, begins), ends);
        if (part) yield part;
      }
    }
  }

  watch(tell: () => void): () => void {
    const each = [...new Set(this.pieces.flatMap(({ footage }) => footage ?? []))].map((one) => one.watch(tell));
    return () => each.forEach((deaf) => deaf());
  }

  full(frame: number): string {
    const piece = this.pieceAt(frame);
    return piece?.footage?.full(piece.in + frame - piece.start) ?? "";
  }

  close(): void {
    this.used.splice(0).forEach((one) => one.close());
  }

  private after(here: Placed | undefined, beyond: Placed | undefined, direction: 1 | -1): Placed[] {
    if (!here || !beyond) return [];
    const [first, last] = [this.pieces.indexOf(here), this.pieces.indexOf(beyond)];
    return direction > 0 ? this.pieces.slice(first + 1, last + 1) : this.pieces.slice(last, first).toReversed();
  }

  /** Make a file ready, and close the one that was not wanted for longest. */
  private use({ footage }: Placed, frame: number, direction: 1 | -1): void {
    if (!footage) return;
    const known = this.used.indexOf(footage);
    if (known >= 0) this.used.splice(known, 1);
    this.used.push(footage);
    footage.prepare(frame, direction);
    while (this.used.length > OPEN) this.used.shift()!.close();
  }
}

/** A sequence of these pieces; files that stay in it stay open when a piece is trimmed or moved. */
export function useSequence(pieces: readonly Piece[]): Sequence {
  const [files] = useState(() => new Map<string, Footage>());
  const sequence = useMemo(() => new Sequence(pieces, (piece) => kept(files, piece)), [files, pieces]);
  useEffect(() => () => files.forEach((one) => one.close()), [files]);
  return sequence;
}

/** Every piece has a decoder of its own, so that two pieces of one take can follow each other. */
function kept(files: Map<string, Footage>, { id, viewing }: Piece): Footage | null {
  if (viewing?.state !== "ready") return null;
  const key = `${id} ${viewing.media}`;
  const known = files.get(key) ?? footageOf(viewing);
  files.set(key, known);
  return known;
}
