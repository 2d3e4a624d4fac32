/** Trims and moves with the pointer: what they would make is shown while it is down, and sent when it is let go. */
import { useEffect, useRef, useState } from "react";
import type { Transport } from "~/player";
import { dropped, lengthOf, trimmed, type CutPiece, type Edge } from "~/timeline/cut";

/** A piece with other frames, as long as it is dragged. */
export interface Draft {
  name: string;
  edge: Edge;
  start: number;
  end: number;
  by: number;
}

/** A shot that is carried, and the frame under the pointer. */
export interface Carried {
  name: string;
  at: number;
  after: string | null;
}

interface Wanted {
  pieces: readonly CutPiece[];
  zoom: number;
  transport: Transport;
  onTrim: (piece: CutPiece, start: number, end: number) => void;
  onMove: (piece: CutPiece, after: string) => void;
}

const STILL = 4;

export function useDrag({ pieces, zoom, transport, onTrim, onMove }: Wanted) {
  const [draft, setDraft] = useState<Draft | null>(null);
  const [carried, setCarried] = useState<Carried | null>(null);
  const stop = useRef<(() => void) | null>(null);
  useEffect(() => () => stop.current?.(), []);

  const follow = (
    move: (by: number, event: PointerEvent) => void,
    done: (moved: boolean) => void,
    from: number,
  ): void => {
    let moved = false;
    const moving = (event: PointerEvent): void => {
      if (!moved && Math.abs(event.clientX - from) < STILL) return;
      moved = true;
      move(Math.round((event.clientX - from) / zoom), event);
    };
    const end = (take: boolean): void => {
      stop.current?.();
      stop.current = null;
      done(take && moved);
      setDraft(null);
      setCarried(null);
    };
    const up = (): void => end(true);
    const key = (event: KeyboardEvent): void => {
      if (event.key !== "Escape") return;
      event.preventDefault();
      end(false);
    };
    globalThis.addEventListener("pointermove", moving);
    globalThis.addEventListener("pointerup", up);
    globalThis.addEventListener("pointercancel", up);
    globalThis.addEventListener("keydown", key, true);
    stop.current = () => {
      globalThis.removeEventListener("pointermove", moving);
      globalThis.removeEventListener("pointerup", up);
      globalThis.removeEventListener("pointercancel", up);
      globalThis.removeEventListener("keydown", key, true);
    };
  };

  const trim = (piece: CutPiece, edge: Edge, from: number): void => {
    let last: Draft | null = null;
    transport.pause();
    follow(
      (by) => {
        const used = trimmed(piece, edge, by);
        const real = edge === "in" ? used.start - piece.start : used.end - piece.end;
        last = { name: piece.name, edge, ...used, by: real };
        setDraft(last);
        transport.seek(edge === "in" ? piece.record : piece.record + used.end - used.start - 1);
      },
      (moved) => {
        if (moved && last && last.by !== 0) onTrim(piece, last.start, last.end);
      },
      from,
    );
  };

  const carry = (piece: CutPiece, from: number, at: number): void => {
    let after: string | null = null;
    follow(
      (by) => {
        const frame = Math.max(0, at + by);
        after = dropped(pieces, piece.name, frame);
        setCarried({ name: piece.name, at: frame, after });
      },
      (moved) => {
        if (moved && after) onMove(piece, after);
        if (!moved) transport.seek(Math.min(at, piece.record + lengthOf(piece) - 1));
      },
      from,
    );
  };

  return { draft, carried, trim, carry };
}
