/** A story by its days. */
import type { Told } from "./asked";

export function byDay(events: Told[], now = new Date()): [day: string, events: Told[]][] {
  const days = new Map<string, Told[]>();
  for (const event of events) {
    const day = named(new Date(event.at), now);
    days.set(day, [...(days.get(day) ?? []), event]);
  }
  return [...days];
}

const RUN = 4;

/** Events one after another of the same person doing the same, from four on, are told as one run. */
export function runs(events: Told[]): Told[][] {
  const alike: Told[][] = [];
  for (const event of events) {
    const last = alike.at(-1)?.at(-1);
    if (last && last.actor === event.actor && last.verb === event.verb) alike.at(-1)!.push(event);
    else alike.push([event]);
  }
  return alike.flatMap((run) => (run.length < RUN ? run.map((event) => [event]) : [run]));
}

function named(at: Date, now: Date): string {
  const passed = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (passed === 0) return "Today";
  if (passed === 1) return "Yesterday";
  return at.toLocaleDateString(undefined, { weekday: "long", day: "numeric", month: "long", year: "numeric" });
}

function midnight(at: Date): number {
  return new Date(at.getFullYear(), at.getMonth(), at.getDate()).getTime();
}

/** A sentence before and after the code it speaks of; whole where it does not name it. */
export function inParts(says: string, code: string): [before: string, after?: string] {
  const at = code ? says.search(new RegExp(`(?<![\\w-])${code.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}(?![\\w-])`)) : -1;
  return at < 0 ? [says] : [says.slice(0, at), says.slice(at + code.length)];
}
