/** What stands under what on the board: heads of scenes, rows of cards, lines, strips; each of a known height. */
import type { Section } from "./sections";
import type { Shown } from "./useBoard";

export type Row =
  | { kind: "head"; section: Section }
  | { kind: "shots"; codes: string[]; of: string }
  | { kind: "none"; section: Section };

const HEIGHTS = { head: 46, line: 44, strip: 126, none: 52 };
/** Beside the picture of a card: its lines and the gap to the next. */
const BELOW = 82;
const GAP = 12;
const NARROWEST = 216;
/** On a wide screen pictures grow rather than that a scene ends in the middle of it. */
const MOST_COLUMNS = 7;

export interface Fit {
  columns: number;
  width: number;
  height: number;
}

/** How many cards stand side by side, and how large. */
export function fit(width: number): Fit {
  const columns = Math.min(MOST_COLUMNS, Math.max(1, Math.floor((width + GAP) / (NARROWEST + GAP))));
  const each = Math.floor((width - GAP * (columns - 1)) / columns);
  return { columns, width: each, height: Math.round((each * 9) / 16) + BELOW };
}

/** The rows of the board as it is shown. */
export function rows(parts: Section[], view: Shown, columns: number): Row[] {
  return parts.flatMap((section): Row[] => {
    const head: Row = { kind: "head", section };
    if (section.of === 0) return [head, { kind: "none", section }];
    const each = { grid: columns, list: 1, strip: section.shots.length || 1 }[view];
    const lines: Row[] = [];
    for (let at = 0; at < section.shots.length; at += each) {
      lines.push({ kind: "shots", codes: section.shots.slice(at, at + each), of: section.id });
    }
    return [head, ...lines];
  });
}

export function heightOf(row: Row, view: Shown, cards: Fit): number {
  if (row.kind !== "shots") return HEIGHTS[row.kind];
  return { grid: cards.height, list: HEIGHTS.line, strip: HEIGHTS.strip }[view];
}
