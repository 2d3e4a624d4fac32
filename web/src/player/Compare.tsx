/** Two to four takes looked at together. */
import { Player } from "./Player";
import type { Transport } from "./transport";
import type { Mark, Viewing } from "./viewing";

export interface CompareProps {
  /** Two to four; wipe and difference take the first two. */
  viewings: readonly { viewing: Viewing; label: string }[];
  mode: "side" | "wipe" | "difference";
  transport?: Transport;
  marks?: readonly Mark[];
  keys?: boolean;
}

export function Compare({ viewings, transport }: CompareProps) {
  return viewings.map(({ viewing, label }) => (
    <Player key={viewing.media} viewing={viewing} transport={transport} label={label} />
  ));
}
