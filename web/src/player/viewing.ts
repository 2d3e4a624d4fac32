/** What of a take or a film is looked at, and where to have it. */

/** A file to look at: its proxy, its rate and length, its strip of stills, its sound as a curve. */
export interface Viewing {
  /** The hash of what is looked at. */
  media: string;
  state: "ready" | "making" | "failed";
  /** Why it failed. */
  says: string;
  /** The address of the file itself, and of the small clip that is played. */
  source: string;
  proxy: string;
  poster: string;
  /** Frames a second, `24` or `24000/1001`. */
  rate: string;
  frames: number;
  width: number;
  height: number;
  /** The timecode of its first frame, in frames. */
  start: number;
  sprite: Sprite | null;
  /** The address of its peaks; empty when it has no sound. */
  waveform: string;
}

/** A strip of stills, left to right; each shows the frame of that number. */
export interface Sprite {
  url: string;
  width: number;
  height: number;
  frames: number[];
}

/** Frames from `in` to and without `out`. */
export interface Range {
  in: number;
  out: number;
}

/** Something at a frame, or from `frame` to and without `until`: shown on the timeline, by kind. */
export interface Mark {
  frame: number;
  until?: number;
  kind: "finding" | "note" | "usable" | "marker" | "edit";
  label: string;
  /** Quieter: resolved, or passed. */
  quiet?: boolean;
}

/** A piece of a sequence: frames of a viewing, or of black. */
export interface Piece {
  /** Tells pieces apart: the id of an event of the cut. */
  id: string;
  viewing: Viewing | null;
  in: number;
  out: number;
}
