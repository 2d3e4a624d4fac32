/** The frame-accurate player. */
import type { ReactNode } from "react";
import type { Transport } from "./transport";
import { useTransport } from "./useTransport";
import type { Mark, Piece, Range, Viewing } from "./viewing";

export interface PlayerProps {
  /** What is played: one file ... */
  viewing?: Viewing;
  /** ... or pieces one after another without a gap; `useSequence` keeps their identity. */
  sequence?: readonly Piece[];
  /** From `useTransport`, to steer it from outside or to let several players run together; its own by default. */
  transport?: Transport;
  /** Drawn over the picture: in an element as large as the picture, wherever that stands. */
  overlay?: (frame: number) => ReactNode;
  marks?: readonly Mark[];
  onMark?: (mark: Mark) => void;
  /** The in and out points; kept by the transport when nothing is said. */
  range?: Range | null;
  onRange?: (range: Range | null) => void;
  /** The address of a picture to compare with, shown over it at half strength. */
  label?: string;
  /** Everything, the timeline and times without buttons, or the picture alone. */
  controls?: "full" | "slim" | "none";
  /** Whether it answers to keys; of several players on a page only one should. */
  keys?: boolean;
}

export function Player({ viewing, transport, controls = "full", overlay }: PlayerProps) {
  const own = useTransport();
  const at = (transport ?? own).now();
  return (
    <div data-controls={controls}>
      {viewing && <video src={viewing.proxy || viewing.source} poster={viewing.poster} controls />}
      {overlay?.(at.frame)}
    </div>
  );
}
