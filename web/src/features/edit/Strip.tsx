/** The timeline: a ruler, lanes and the playhead, as wide as the film is at its zoom. */
import { useEffect, useLayoutEffect, useRef, type ReactNode } from "react";
import { useFrame, useStanding, type Transport } from "~/player";
import { timecode } from "~/ui/time";
import { clamped, named, type Scale } from "~/timeline/scale";
import classes from "./Strip.module.css";

interface Props {
  frames: number;
  fps: number;
  start: number;
  scale: Scale;
  onScale: (change: (before: Scale) => Scale) => void;
  transport: Transport;
  /** Frames that notes speak of. */
  noted: readonly number[];
  heads: ReactNode;
  children: ReactNode;
}

export function Strip({ frames, fps, start, scale, onScale, transport, noted, heads, children }: Props) {
  const room = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const width = entry!.contentRect.width;
      onScale((before) => ({ ...before, width }));
    });
    watch.observe(room.current!);
    return () => watch.disconnect();
  }, [onScale]);
  useZoomAt(room, scale, transport);
  useWheel(room, onScale);
  return (
    <div className={classes.strip}>
      <div className={classes.heads}>{heads}</div>
      <div
        ref={room}
        className={classes.room}
        onScroll={(event) => {
          const { scrollLeft } = event.currentTarget;
          onScale((before) => ({ ...before, left: scrollLeft }));
        }}
      >
        <div className={classes.film} style={{ width: frames * scale.zoom + 24 }}>
          <Ruler frames={frames} fps={fps} start={start} scale={scale} transport={transport} noted={noted} />
          {children}
          <Playhead room={room} zoom={scale.zoom} transport={transport} />
        </div>
      </div>
    </div>
  );
}

function Ruler({ frames, fps, start, scale, transport, noted }: Omit<Props, "heads" | "children" | "onScale">) {
  const to = (event: React.PointerEvent<HTMLDivElement>): void => {
    const bounds = event.currentTarget.getBoundingClientRect();
    transport.pause();
    transport.seek(Math.floor((event.clientX - bounds.left) / scale.zoom));
  };
  const frame = useFrame(transport);
  return (
    <div
      className={classes.ruler}
      role="slider"
      tabIndex={0}
      aria-label="Playhead"
      aria-valuemin={0}
      aria-valuemax={Math.max(0, frames - 1)}
      aria-valuenow={frame}
      aria-valuetext={timecode(start + frame, fps)}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        to(event);
      }}
      onPointerMove={(event) => event.buttons === 1 && to(event)}
    >
      {named(scale, frames, fps).map((one) => (
        <span key={one} style={{ left: one * scale.zoom }}>
          {timecode(start + one, fps)}
        </span>
      ))}
      {noted.map((one) => (
        <i key={one} className={classes.noted} style={{ left: one * scale.zoom }} />
      ))}
    </div>
  );
}

/** Where the film stands; while it runs the view turns a page when it comes to its end. */
function Playhead({
  room,
  zoom,
  transport,
}: {
  room: React.RefObject<HTMLDivElement | null>;
  zoom: number;
  transport: Transport;
}) {
  const frame = useFrame(transport);
  const left = frame * zoom;
  useEffect(() => {
    const view = room.current;
    if (!view || (left >= view.scrollLeft && left <= view.scrollLeft + view.clientWidth - 8)) return;
    view.scrollTo({ left: Math.max(0, left - view.clientWidth * 0.1) });
  }, [left, room]);
  return <div className={classes.playhead} style={{ transform: `translateX(${left}px)` }} aria-hidden="true" />;
}

/** Keeps the playhead where it is on the screen when the zoom changes. */
function useZoomAt(room: React.RefObject<HTMLDivElement | null>, scale: Scale, transport: Transport): void {
  const before = useRef(scale.zoom);
  useLayoutEffect(() => {
    const view = room.current;
    if (!view || before.current === scale.zoom) return;
    const { frame } = transport.now();
    view.scrollBy({ left: frame * (scale.zoom - before.current) });
    before.current = scale.zoom;
  }, [room, scale.zoom, transport]);
}

function useWheel(room: React.RefObject<HTMLDivElement | null>, onScale: Props["onScale"]): void {
  useEffect(() => {
    const view = room.current!;
    const wheel = (event: WheelEvent): void => {
      if (!event.ctrlKey && !event.metaKey && !event.altKey) return;
      event.preventDefault();
      onScale((before) => ({ ...before, zoom: clamped(before.zoom * Math.exp(-event.deltaY / 300)) }));
    };
    view.addEventListener("wheel", wheel, { passive: false });
    return () => view.removeEventListener("wheel", wheel);
  }, [onScale, room]);
}

/** Where the film stands, and how long it is. */
export function Clock({ transport, start }: { transport: Transport; start: number }) {
  const { frame, frames, fps } = useStanding(transport, (now) => now);
  return (
    <span className={classes.clock}>
      <output className={classes.now} aria-label="Timecode">
        {timecode(start + frame, fps)}
      </output>
      <span>
        frame {frame} of {frames}
      </span>
    </span>
  );
}
