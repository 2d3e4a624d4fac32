/** Footage: pictures by their frame numbers and the sound beside them, wherever they come from. */
import { Decoded } from "./decoded";
import { Seeking } from "./seeking";
import { Still } from "./still";
import type { Follower } from "./transport";
import type { Viewing } from "./viewing";

/** A piece of sound: when it is heard, in seconds from the first frame, and which part of its buffer that is. */
export interface Heard {
  buffer: AudioBuffer;
  at: number;
  skip: number;
  length: number;
}

/** What of a piece is heard between two moments; null when nothing. */
export function between(heard: Heard, from: number, to: number): Heard | null {
  const late = Math.max(0, from - heard.at);
  const length = Math.min(heard.at + heard.length, to) - heard.at - late;
  return length > 0 ? { ...heard, at: heard.at + late, skip: heard.skip + late, length } : null;
}

export interface Footage extends Follower {
  readonly frames: number;
  /** Frames a second. */
  readonly fps: number;
  /** As it is shown in full size; 0 where there is only sound. */
  readonly width: number;
  readonly height: number;
  /** Why there is nothing to see; empty while all is well. */
  readonly failure: string;
  /** A frame, if it is at hand: only to be drawn at once. */
  at(frame: number): CanvasImageSource | null;
  /** Sound from a second on, as far ahead as is asked for; none where there is no sound. */
  sound(from: number): AsyncGenerator<Heard>;
  /** Hear whenever another picture is at hand. */
  watch(tell: () => void): () => void;
  /** The frame in full size, where that is another picture: its address. */
  full(frame: number): string;
  /** Let go of what it holds; asked again, it fetches it again. */
  close(): void;
}

/** The footage of a viewing. */
export function footageOf(viewing: Viewing): Footage {
  if (viewing.medium === "image") return new Still(viewing);
  return "VideoDecoder" in globalThis ? new Decoded(viewing) : new Seeking(viewing);
}
