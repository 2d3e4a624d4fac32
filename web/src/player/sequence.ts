/** A sequence: frames of several viewings, or of black, one after another as one footage, without a gap at an edit. */
import { useEffect, useMemo, useState } from "react";
import { sides, type Sides } from "./blend";
import { between, footageOf, type Footage, type Heard } from "./footage";
import { rate } from "~/ui/time";
import type { Piece, Viewing } from "./viewing";

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
  /** Where two pictures become one. */
  private readonly glass = new OffscreenCanvas(16, 9);

  /** `mix` is heard instead of the pieces, where there is one. */
  constructor(
    pieces: readonly Piece[],
    footage: (piece: Piece) => Footage | null,
    private readonly mix: Footage | null = null,
  ) {
    let start = 0;
    this.pieces = pieces.map((piece) => {
      const placed = { ...piece, start, footage: footage(piece) };
      start += piece.out - piece.in;
      return placed;
    });
    this.frames = Math.max(1, start);
    this.fps = rate(pieces.find((piece) => piece.viewing)?.viewing?.rate ?? "24");
    // A canvas begins transparent, and nothing fades into that.
    this.black.getContext("2d")?.fillRect(0, 0, this.black.width, this.black.height);
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
    return this.pieces[this.placeAt(frame)];
  }

  at(frame: number): CanvasImageSource | null {
    const both = sides(this.pieces, this.placeAt(frame), frame);
    return both ? this.blended(both, frame) : this.pictureOf(this.pieceAt(frame), frame);
  }

  ready(frame: number): boolean {
    return this.shown(frame).every(
      (piece) => !piece.footage || piece.footage.ready(frameOf(piece, piece.footage, frame)),
    );
  }

  prepare(frame: number, direction: 1 | -1): void {
    const here = this.placeAt(frame);
    const beyond = this.placeAt(Math.max(0, frame + AHEAD * direction));
    for (const piece of this.shown(frame)) this.use(piece, frame, direction);
    for (let place = here + direction; (beyond - place) * direction >= 0; place += direction) {
      const piece = this.pieces[place];
      if (!piece || this.shown(frame).includes(piece)) continue;
      const { into, start } = piece;
      const first = start - (into?.way === "dissolve" ? into.before : 0);
      this.use(piece, direction > 0 ? first : start + piece.out - piece.in - 1, direction);
    }
  }

  async *sound(from: number): AsyncGenerator<Heard> {
    if (this.mix) {
      yield* this.mix.sound(from);
      return;
    }
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
    const place = this.placeAt(frame);
    if (sides(this.pieces, place, frame)) return "";
    const piece = this.pieces[place];
    return piece?.footage?.full(piece.in + frame - piece.start) ?? "";
  }

  close(): void {
    this.used.splice(0).forEach((one) => one.close());
  }

  /** Where in the sequence the piece of a frame stands. */
  private placeAt(frame: number): number {
    let [low, high] = [0, this.pieces.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.pieces[middle]!.start <= frame) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  /** The pieces that are seen at a frame: one, or both sides of a transition. */
  private shown(frame: number): Placed[] {
    const both = sides(this.pieces, this.placeAt(frame), frame);
    return [...(both ? [both.below, both.above] : [this.pieceAt(frame)])].filter((piece) => piece != null);
  }

  private pictureOf(piece: Placed | null | undefined, frame: number): CanvasImageSource | null {
    if (!piece?.footage || piece.footage.failure) return this.black;
    return piece.footage.at(frameOf(piece, piece.footage, frame));
  }

  /** Both sides of a transition as one picture; null when one of them is not at hand. */
  private blended({ below, above, share }: Sides<Placed>, frame: number): CanvasImageSource | null {
    const [from, to] = [this.pictureOf(below, frame), this.pictureOf(above, frame)];
    if (!from || !to) return null;
    this.glass.width = this.width;
    this.glass.height = this.height;
    const pen = this.glass.getContext("2d")!;
    pen.drawImage(from, 0, 0, this.width, this.height);
    pen.globalAlpha = share;
    pen.drawImage(to, 0, 0, this.width, this.height);
    return this.glass;
  }

  /** Make a file ready for a frame of the sequence, and close the one that was not wanted for longest. */
  private use(piece: Placed, frame: number, direction: 1 | -1): void {
    const { footage } = piece;
    if (!footage) return;
    const known = this.used.indexOf(footage);
    if (known >= 0) this.used.splice(known, 1);
    this.used.push(footage);
    footage.prepare(frameOf(piece, footage, frame), direction);
    while (this.used.length > OPEN) this.used.shift()!.close();
  }
}

/** The frame of its file that a piece shows; beyond its edges in a transition, as far as the file reaches. */
function frameOf(piece: Placed, { frames }: Footage, frame: number): number {
  return Math.max(0, Math.min(frames - 1, piece.in + frame - piece.start));
}

/**
 * A sequence of these pieces, with their own sound or that of a mix; files that stay in it stay open when a piece is
 * trimmed or moved.
 */
export function useSequence(pieces: readonly Piece[], mix?: Viewing): Sequence {
  const [files] = useState(() => new Map<string, Footage>());
  const sequence = useMemo(
    () => new Sequence(pieces, (piece) => kept(files, piece), heardOf(files, mix)),
    // The same mix is the same file, though it was asked for again.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [files, pieces, mix?.proxy],
  );
  useEffect(() => () => files.forEach((one) => one.close()), [files]);
  return sequence;
}

function heardOf(files: Map<string, Footage>, mix: Viewing | undefined): Footage | null {
  return mix ? kept(files, { id: "mix", viewing: mix, in: 0, out: mix.frames }) : null;
}

/** Every piece has a decoder of its own, so that two pieces of one take can follow each other. */
function kept(files: Map<string, Footage>, { id, viewing }: Piece): Footage | null {
  if (viewing?.state !== "ready") return null;
  const key = `${id} ${viewing.media}`;
  const known = files.get(key) ?? footageOf(viewing);
  files.set(key, known);
  return known;
}
