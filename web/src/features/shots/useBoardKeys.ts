/** The board without the mouse. */
import { useQueryClient } from "@tanstack/react-query";
import { useKeys } from "~/ui/keys";
import { duplicateShot, moveShots } from "./order";
import type { Kind } from "./OrderDialog";
import type { useSelection } from "./selection";
import type { Wanted } from "./useBoard";

interface Hands {
  selection: ReturnType<typeof useSelection>;
  columns: number;
  /** Every shot in the order they play in. */
  every: string[];
  project: string;
  open: (code: string) => void;
  insert: (place: { after?: string }) => Promise<void>;
  ask: (kind: Kind) => void;
  omit: () => void;
  wanted: Wanted;
  want: (change: Partial<Wanted>) => void;
}

export function useBoardKeys(hands: Hands): void {
  const { selection, columns, every, project, open, insert, ask, omit } = hands;
  const { cursor, chosen, move, pick } = selection;
  const queries = useQueryClient();
  const shift = (steps: number) => {
    const codes = chosen.has(cursor) ? every.filter((code) => chosen.has(code)) : [cursor];
    const rest = every.filter((code) => !codes.includes(code));
    const ahead = every.slice(0, every.indexOf(codes[0]!)).filter((code) => !codes.includes(code)).length;
    const place = Math.max(0, Math.min(rest.length, ahead + steps));
    if (cursor && place !== ahead) void moveShots(queries, project, codes, rest[place - 1] ?? "");
  };
  const arrow = (steps: number) => (event: KeyboardEvent) => void move(steps, event.shiftKey);
  useKeys("Board", [
    { keys: "ArrowRight shift+ArrowRight", says: "Next shot (with Shift: and choose)", run: arrow(1) },
    { keys: "ArrowLeft shift+ArrowLeft", says: "Shot before", run: arrow(-1) },
    { keys: "ArrowDown shift+ArrowDown", says: "One row down", run: arrow(columns) },
    { keys: "ArrowUp shift+ArrowUp", says: "One row up", run: arrow(-columns) },
    { keys: "Home", says: "First shot", run: () => void move(-every.length, false) },
    { keys: "End", says: "Last shot", run: () => void move(every.length, false) },
    { keys: "Space x", says: "Choose, or not", run: () => cursor && pick(cursor, { add: true }) },
    { keys: "mod+a", says: "Choose all that is shown", run: selection.all },
    { keys: "Escape", says: "Choose none", run: selection.clear },
    { keys: "Enter", says: "Open in the composer", run: () => cursor && open(cursor) },
    { keys: "alt+ArrowRight alt+ArrowDown", says: "Play it later", run: () => shift(1) },
    { keys: "alt+ArrowLeft alt+ArrowUp", says: "Play it earlier", run: () => shift(-1) },
    { keys: "o", says: "Order takes", run: () => ask("takes") },
    { keys: "j", says: "Order what is chosen together, as one clip", run: () => ask("runs") },
    { keys: "p", says: "Order panels", run: () => ask("panels") },
    { keys: "r", says: "Recast on another model", run: () => ask("recasts") },
    { keys: "n", says: "New shot behind this one", run: () => void (cursor && insert({ after: cursor })) },
    { keys: "mod+d", says: "Duplicate", run: () => void (cursor && duplicateShot(queries, project, cursor)) },
    { keys: "Delete", says: "Omit", run: omit },
  ]);
}
