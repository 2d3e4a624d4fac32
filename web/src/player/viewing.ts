/** What of a take or a film is looked at, and where to have it. */
import type { Schemas } from "~/api/client";

/** A file to look at: its proxy, its rate and length, its strip of stills, its sound as a curve. */
export type Viewing = Schemas["ViewingOut"];

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

/** How a piece comes in other than by a cut: for so many frames, of which `before` are shown ahead of its first. */
export interface Into {
  way: "dissolve" | "fade";
  frames: number;
  before: number;
}

/** A piece of a sequence: frames of a viewing, or of black. */
export interface Piece {
  /** Tells pieces apart: the id of an event of the cut. */
  id: string;
  viewing: Viewing | null;
  in: number;
  out: number;
  into?: Into | undefined;
}
