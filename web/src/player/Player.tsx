/** The frame-accurate player: of one file, or of a sequence without a gap. */
import { useEffect, useMemo, useState, type ReactNode } from "react";
import { Controls } from "./Controls";
import { WHOLE } from "./fit";
import type { Footage } from "./footage";
import { Picture } from "./Picture";
import classes from "./Player.module.css";
import type { Sequence } from "./sequence";
import { Timeline } from "./Timeline";
import type { Transport } from "./transport";
import { useFootage, useRunning } from "./useFootage";
import { usePlayerKeys } from "./usePlayerKeys";
import { useStanding, useTransport } from "./useTransport";
import type { Mark, Range, Viewing } from "./viewing";
import { Waiting } from "./Waiting";

export interface PlayerProps {
  /** What is played: one file ... */
  viewing?: Viewing;
  /** ... or pieces one after another, from `useSequence`. */
  sequence?: Sequence;
  /** From `useTransport`, to steer it from outside or to let several players run together; its own by default. */
  transport?: Transport;
  /** Drawn over the picture: in an element as large as the picture, wherever that stands. */
  overlay?: (frame: number) => ReactNode;
  marks?: readonly Mark[];
  /** A mark was pressed; the frame is gone to when nothing is said. */
  onMark?: (mark: Mark) => void;
  /** The in and out points, where they are kept outside: both together. */
  range?: Range | null;
  onRange?: (range: Range | null) => void;
  /** What it shows, for who does not see it; written over the picture when there are several. */
  label?: string;
  /** The timecode of the first frame, in frames; of one file it is known. */
  start?: number;
  /** Everything, the line and no buttons, or the picture alone. */
  controls?: "full" | "slim" | "none";
  /** Whether it answers to keys; of several players on a page only one should. */
  keys?: boolean;
  /** When a proxy failed: how it is tried again. */
  onAgain?: () => void;
}

const NO_MARKS: readonly Mark[] = [];

export function Player(props: PlayerProps) {
  const { viewing, sequence, overlay, label, controls = "full", keys = controls === "full" } = props;
  const own = useTransport();
  const transport = props.transport ?? own;
  const marks = props.marks ?? NO_MARKS;
  const [zoom, setZoom] = useState(WHOLE);
  const file = useFootage(viewing);
  const footage: Footage | null = sequence ?? file;
  const layers = useMemo(() => (footage ? [footage] : []), [footage]);
  useRunning(layers, transport);
  useRange(transport, props.range, props.onRange);
  usePlayerKeys({ transport, marks, zoom, onZoom: setZoom }, keys);
  const start = props.start ?? viewing?.start ?? 0;
  const name = label ?? viewing?.name ?? "Sequence";
  return (
    <section className={classes.player} aria-label={name}>
      <div className={classes.stage}>
        {footage && (
          <Picture layers={layers} transport={transport} zoom={zoom} onZoom={setZoom} overlay={overlay} label={name} />
        )}
        <Waiting viewing={viewing} footage={footage} onAgain={props.onAgain} />
        {label && controls !== "full" && <span className={classes.label}>{label}</span>}
      </div>
      {controls !== "none" && (
        <Timeline
          transport={transport}
          viewing={viewing}
          marks={marks}
          onMark={props.onMark}
          start={start}
          slim={controls === "slim" || !viewing}
        />
      )}
      {controls === "full" && (
        <Controls
          transport={transport}
          start={start}
          zoom={zoom}
          onZoom={setZoom}
          hasSound={sequence !== undefined || Boolean(viewing?.waveform)}
        />
      )}
    </section>
  );
}

/** In and out points that are kept outside: what is said there counts, what is set here is told. */
function useRange(transport: Transport, said: Range | null | undefined, onRange: PlayerProps["onRange"]): void {
  const now = useStanding(transport, ({ range }) => range);
  const [first, last] = [said?.in, said?.out];
  useEffect(() => {
    if (said === undefined) return;
    transport.setRange(first === undefined || last === undefined ? null : { in: first, out: last });
    // Only what is in it counts, not whether it is the same object.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [transport, said === undefined, first, last]);
  useEffect(() => {
    if (onRange && (now?.in !== first || now?.out !== last)) onRange(now);
    // What is said outside is followed above; here only what changes in the player is told.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [now]);
}
