/** Transitions of a sequence: which frames of which pieces are seen together at a frame, and how much of the later. */
import type { Into } from "./viewing";

interface Standing {
  /** The frame of the sequence at which it begins. */
  start: number;
  into?: Into | undefined;
}

/** Two sides of a transition at a frame; where a side is null, that is black. */
export interface Sides<P> {
  below: P | null;
  above: P | null;
  /** How much of what is above is seen, 0 to 1. */
  share: number;
}

/** What is seen at a frame within a transition; null where it is one piece alone. */
export function sides<P extends Standing>(pieces: readonly P[], place: number, frame: number): Sides<P> | null {
  const here = pieces[place];
  const next = pieces[place + 1];
  if (next?.into && frame >= next.start - next.into.before) return mixed(here ?? null, next, frame);
  if (here?.into && frame < here.start + here.into.frames - here.into.before) {
    return mixed(pieces[place - 1] ?? null, here, frame);
  }
  return null;
}

/** As a render blends: the first frame of a dissolve is mostly the piece before, the last mostly the one that comes. */
function mixed<P extends Standing>(from: P | null, to: P, frame: number): Sides<P> {
  const { way, frames, before } = to.into!;
  const along = frame - (to.start - before);
  if (way === "dissolve") return { below: from, above: to, share: (along + 1) / (frames + 1) };
  if (along < before) return { below: from, above: null, share: (along + 1) / (before + 1) };
  return { below: null, above: to, share: (along - before + 1) / (frames - before + 1) };
}
