/** The timeline of a player: stills, sound, marks, in and out; scrubbed by the pointer. */
import { useEffect, useRef, useState, type PointerEvent, type RefObject } from "react";
import { Marks } from "./Marks";
import { timecode } from "~/ui/time";
import { Still, Stills } from "./Stills";
import classes from "./Timeline.module.css";
import type { Transport } from "./transport";
import { useStanding } from "./useTransport";
import type { Mark, Viewing } from "./viewing";
import { Waveform } from "./Waveform";

interface TimelineProps {
  transport: Transport;
  viewing?: Viewing;
  marks: readonly Mark[];
  onMark?: (mark: Mark) => void;
  /** The timecode of the first frame, in frames. */
  start: number;
  /** The line alone, without stills and sound. */
  slim: boolean;
}

export function Timeline({ transport, viewing, marks, onMark, start, slim }: TimelineProps) {
  const line = useRef<HTMLDivElement>(null);
  const frames = useStanding(transport, (now) => now.frames);
  const [over, setOver] = useState<number | null>(null);
  const frameAt = (event: PointerEvent): number => {
    const bounds = line.current!.getBoundingClientRect();
    const along = (event.clientX - bounds.left) / bounds.width;
    return Math.max(0, Math.min(frames - 1, Math.floor(along * frames)));
  };
  const scrub = (event: PointerEvent): void => {
    setOver(frameAt(event));
    if (event.buttons !== 1 || !line.current!.hasPointerCapture(event.pointerId)) return;
    transport.pause();
    transport.seek(frameAt(event));
  };
  return (
    <div
      ref={line}
      className={classes.line}
      data-slim={slim || undefined}
      onPointerDown={(event) => {
        if (event.button !== 0 || (event.target as Element).closest("button")) return;
        line.current!.setPointerCapture(event.pointerId);
        scrub(event);
      }}
      onPointerMove={scrub}
      onPointerLeave={() => setOver(null)}
    >
      {!slim && viewing?.sprite && <Stills sprite={viewing.sprite} frames={frames} />}
      {!slim && viewing?.waveform && <Waveform viewing={viewing} />}
      <RangeShades transport={transport} frames={frames} />
      <Marks marks={marks} frames={frames} onMark={onMark ?? ((mark) => transport.seek(mark.frame))} />
      <Head transport={transport} frames={frames} start={start} />
      {over !== null && <Peek frame={over} {...{ frames, transport, viewing, start }} />}
    </div>
  );
}

function share(frame: number, frames: number): string {
  return `${(100 * frame) / frames}%`;
}

function RangeShades({ transport, frames }: { transport: Transport; frames: number }) {
  const range = useStanding(transport, (now) => now.range);
  if (!range) return null;
  return (
    <>
      <div className={classes.outside} style={{ left: 0, width: share(range.in, frames) }} />
      <div className={classes.outside} style={{ left: share(range.out, frames), right: 0 }} />
      <div
        className={classes.range}
        style={{ left: share(range.in, frames), width: share(range.out - range.in, frames) }}
      />
    </>
  );
}

/** The playhead, moved without drawing anything else anew. */
function Head({ transport, frames, start }: { transport: Transport; frames: number; start: number }) {
  const head = useRef<HTMLDivElement>(null);
  useEffect(() => follow(head, transport, frames, start), [transport, frames, start]);
  return (
    <div
      ref={head}
      className={classes.head}
      role="slider"
      tabIndex={0}
      aria-label="Frame"
      aria-valuemin={0}
      aria-valuemax={frames - 1}
      style={{ width: share(1, frames) }}
    />
  );
}

function follow(
  head: RefObject<HTMLDivElement | null>,
  transport: Transport,
  frames: number,
  start: number,
): () => void {
  const place = (): void => {
    const { frame, fps } = transport.now();
    const own = head.current!;
    own.style.left = share(frame, frames);
    own.ariaValueNow = String(frame);
    own.ariaValueText = timecode(start + frame, fps);
  };
  place();
  return transport.subscribe(place);
}

interface PeekProps {
  frame: number;
  frames: number;
  transport: Transport;
  start: number;
  viewing?: Viewing;
}

/** What is at the pointer, before one goes there. */
function Peek({ frame, frames, transport, viewing, start }: PeekProps) {
  return (
    <div className={classes.peek} style={{ left: share(frame + 0.5, frames) }} aria-hidden="true">
      {viewing?.sprite && <Still sprite={viewing.sprite} frame={frame} />}
      <span className="timecode">{timecode(start + frame, transport.now().fps)}</span>
    </div>
  );
}
