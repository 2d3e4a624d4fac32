/** Which shots are chosen, and where the cursor is. */
import { useCallback, useMemo, useState } from "react";

interface Held {
  cursor: string;
  anchor: string;
  chosen: ReadonlySet<string>;
}

const NONE: Held = { cursor: "", anchor: "", chosen: new Set() };

/** From one to another, in the order they are shown. */
function between(order: string[], one: string, other: string): string[] {
  const ends = [order.indexOf(one), order.indexOf(other)].sort((a, b) => a - b);
  return ends[0]! < 0 ? [other] : order.slice(ends[0], ends[1]! + 1);
}

export function useSelection(order: string[]) {
  const [held, setHeld] = useState(NONE);
  const known = useMemo(() => new Set(order), [order]);
  const chosen = useMemo(() => new Set([...held.chosen].filter((code) => known.has(code))), [held.chosen, known]);
  const cursor = known.has(held.cursor) ? held.cursor : "";

  const pick = useCallback(
    (code: string, how: { range?: boolean; add?: boolean } = {}) =>
      setHeld((before) => {
        if (how.range) {
          const anchor = before.anchor || before.cursor || code;
          return { cursor: code, anchor, chosen: new Set(between(order, anchor, code)) };
        }
        if (!how.add) return { cursor: code, anchor: code, chosen: new Set([code]) };
        const next = new Set(before.chosen);
        if (!next.delete(code)) next.add(code);
        return { cursor: code, anchor: code, chosen: next };
      }),
    [order],
  );
  const move = useCallback(
    (steps: number, extend: boolean) => {
      const at = order.indexOf(cursor);
      const next = order[at < 0 ? 0 : Math.max(0, Math.min(order.length - 1, at + steps))];
      if (next) pick(next, { range: extend });
      return next;
    },
    [order, cursor, pick],
  );
  const all = useCallback(() => setHeld((before) => ({ ...before, chosen: new Set(order) })), [order]);
  const clear = useCallback(() => setHeld((before) => ({ ...before, anchor: "", chosen: new Set() })), []);
  return { cursor, chosen, pick, move, all, clear };
}
