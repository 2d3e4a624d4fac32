/** What of a take stands on its timeline: findings, notes and usable frames. */
import type { Mark } from "~/player";
import type { Whole } from "./asked";

export function marksOf(take: Whole): Mark[] {
  return [...findings(take), ...notes(take), ...usable(take)];
}

function findings(take: Whole): Mark[] {
  return take.findings
    .filter((one) => one.outcome !== "passed")
    .flatMap(({ frames, says, check, outcome }) =>
      frames.map(([start, end]) => ({
        frame: start,
        until: end,
        kind: "finding" as const,
        label: says || check,
        quiet: outcome !== "failed",
      })),
    );
}

function notes(take: Whole): Mark[] {
  return take.notes
    .filter((note) => note.start !== null && note.parent === null)
    .map((note) => ({
      frame: note.start!,
      ...(note.end! - note.start! > 1 ? { until: note.end! } : {}),
      kind: "note" as const,
      label: `${note.who}: ${note.text || "a drawing"}`,
      quiet: note.resolved_by !== "",
    }));
}

function usable(take: Whole): Mark[] {
  return take.usable.map(({ start, end, who }) => ({
    frame: start,
    until: end,
    kind: "usable" as const,
    label: `Usable: ${start} to ${end - 1}, ${who}`,
  }));
}
