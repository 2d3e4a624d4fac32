/** A note that is being written: at which frames, where, with which strokes. */
import { useState } from "react";
import type { Transport } from "~/player";
import type { Stroke } from "./asked";
import type { NewNote } from "./useNotes";

export type Kind = "note" | "fix" | "question" | "praise";
type Tool = Stroke["tool"];
export type Colour = Stroke["colour"];

export const KINDS: { value: Kind; label: string }[] = [
  { value: "note", label: "Note" },
  { value: "fix", label: "Fix" },
  { value: "question", label: "Question" },
  { value: "praise", label: "Good" },
];
export const INKS: Record<Colour, string> = {
  amber: "#e0a458",
  red: "#e0564c",
  blue: "#4f9be8",
  green: "#5cc27f",
  white: "#ffffff",
};
export const COLOURS = Object.keys(INKS) as Colour[];

export interface Composing {
  take: string;
  text: string;
  kind: Kind;
  start: number;
  end: number;
  pin: { x: number; y: number } | null;
  strokes: Stroke[];
  /** What the pointer does over the picture. */
  hand: "pin" | Tool;
  colour: Colour;
}

export interface Compose {
  now: Composing | null;
  begin: (hand: Composing["hand"]) => void;
  change: (to: Partial<Composing>) => void;
  end: () => void;
}

const MOST_STROKES = 60;
const MOST_POINTS = 600;

/** What is being written about this take; it stays when one looks at another and comes back. */
export function useCompose(take: string, transport: Transport): Compose {
  const [kept, setKept] = useState<Record<string, Composing>>({});
  const now = kept[take] ?? null;
  const begin = (hand: Composing["hand"]) => {
    transport.pause();
    const { frame, range } = transport.now();
    const within = range && frame >= range.in && frame < range.out ? range : null;
    const [start, end] = within ? [within.in, within.out] : [frame, frame + 1];
    const fresh = {
      take,
      text: "",
      kind: "note" as const,
      start,
      end,
      pin: null,
      strokes: [],
      colour: "amber" as const,
    };
    setKept({ ...kept, [take]: { ...(now ?? fresh), hand } });
  };
  return {
    now,
    begin,
    change: (to) => now && setKept({ ...kept, [take]: { ...now, ...to } }),
    end: () => setKept(Object.fromEntries(Object.entries(kept).filter(([code]) => code !== take))),
  };
}

/** A stroke more, as far as there is room for one; long ones are thinned. */
export function drawn(strokes: Stroke[], stroke: Stroke): Stroke[] {
  if (strokes.length >= MOST_STROKES) return strokes;
  return [...strokes, { ...stroke, points: thinned(stroke.points) }];
}

/** Every so many points of a line, with its ends, so that it has no more than a note may. */
export function thinned(points: Stroke["points"], most = MOST_POINTS): Stroke["points"] {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({ length: most }, (_, place) => points[Math.round(place * step)]!);
}

/** The note as it is sent; null while it says and shows nothing. */
export function said(now: Composing): NewNote | null {
  if (!now.text.trim() && now.strokes.length === 0) return null;
  const { text, kind, start, end, pin, strokes } = now;
  return { text: text.trim(), kind, start, end, x: pin?.x ?? null, y: pin?.y ?? null, drawing: strokes, answers: null };
}
