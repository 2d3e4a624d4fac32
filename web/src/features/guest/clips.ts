/** A cut before a guest: the film as it is played, and where what is said of a take stands in it. */
import type { FilmPiece } from "~/timeline/cut";
import type { Clip } from "./asked";
import type { Noted } from "./Say";

/** A clip, and which of its frames are seen from which frame of the film on. */
export interface Placed {
  clip: Clip;
  record: number;
  start: number;
  end: number;
}

/** The clips where the film shows them. */
export function placed(clips: readonly Clip[], pieces: readonly FilmPiece[]): Placed[] {
  const known = new Map(clips.map((clip) => [clip.take, clip]));
  return pieces.flatMap(({ take, record, start, end }) => {
    const clip = known.get(take);
    return clip ? [{ clip, record, start, end }] : [];
  });
}

/** The clip at a frame of the film, or the one before it, and which frame of its take is seen or is nearest. */
export function seenAt(reel: readonly Placed[], frame: number): { clip: Clip; frame: number } | undefined {
  const here = reel.findLast((one) => one.record <= frame) ?? reel[0];
  return here && { clip: here.clip, frame: within(here, here.start + frame - here.record) };
}

/** Every note where its frame is seen; one on a frame that is not in the film stands at the edge of its clip. */
export function noted(reel: readonly Placed[]): Noted[] {
  return reel.flatMap((one) =>
    one.clip.notes.map((note) => ({
      note,
      at: note.start === null ? null : one.record + within(one, note.start) - one.start,
    })),
  );
}

function within({ start, end }: Placed, frame: number): number {
  return Math.min(Math.max(frame, start), end - 1);
}
