/** What the palette offers besides places: each page registers what can be done on it. */
import { useEffect, useRef, useSyncExternalStore } from "react";

export interface Command {
  id: string;
  label: string;
  group: string;
  /** What else one may call it. */
  also?: string;
  keys?: string;
  run: () => void;
}

const sets = new Map<symbol, Command[]>();
const watchers = new Set<() => void>();
let all: readonly Command[] = [];

function changed(): void {
  all = [...sets.values()].flat();
  watchers.forEach((tell) => tell());
}

/** Offer these commands while this is shown; they are told apart by their ids. */
export function useCommands(commands: Command[]): void {
  const latest = useRef(commands);
  const ids = commands.map((command) => command.id + command.label).join("\n");
  useEffect(() => {
    latest.current = commands;
  });
  useEffect(() => {
    const key = Symbol("commands");
    sets.set(
      key,
      latest.current.map((command, place) => ({ ...command, run: () => latest.current[place]?.run() })),
    );
    changed();
    return () => {
      sets.delete(key);
      changed();
    };
  }, [ids]);
}

/** Every command that is offered now. */
export function useOffered(): readonly Command[] {
  return useSyncExternalStore(
    (tell) => {
      watchers.add(tell);
      return () => watchers.delete(tell);
    },
    () => all,
  );
}

/** How well words fit a label: 0 when they do not, more the closer. */
export function fit(words: string, label: string): number {
  const wanted = words.trim().toLowerCase();
  const text = label.toLowerCase();
  if (!wanted) return 1;
  if (text.startsWith(wanted)) return 4;
  if (text.split(/[\s\-:./]+/).some((part) => part.startsWith(wanted))) return 3;
  if (text.includes(wanted)) return 2;
  return wanted.split(/\s+/).every((word) => text.includes(word)) ? 1 : 0;
}
