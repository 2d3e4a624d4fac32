/** What is drawn over the picture: pins and strokes of the notes at this frame, and of the one being written. */
import { useState, type PointerEvent } from "react";
import type { Note, Stroke } from "./asked";
import { drawn, INKS, type Compose, type Composing } from "./compose";
import classes from "./Overlay.module.css";

interface OverlayProps {
  frame: number;
  notes: readonly Note[];
  compose: Compose;
  /** The note that is looked at. */
  chosen: string;
  onChoose: (note: string) => void;
}

export function Overlay({ frame, notes, compose, chosen, onChoose }: OverlayProps) {
  const here = notes.filter((note) => covers(note, frame) && (note.resolved_by === "" || note.id === chosen));
  const { now } = compose;
  return (
    <div className={classes.overlay}>
      <Drawing strokes={here.flatMap((note) => note.drawing)} />
      {now && <Drawing strokes={now.strokes} />}
      {here.map((note, place) => note.x !== null && <Pin key={note.id} {...{ note, place, chosen, onChoose }} />)}
      {now?.pin && <span className={classes.pin} data-own style={at(now.pin.x, now.pin.y)} aria-hidden="true" />}
      {now && <Sheet now={now} compose={compose} />}
    </div>
  );
}

function covers(note: Note, frame: number): boolean {
  return note.parent === null && note.start !== null && frame >= note.start && frame < note.end!;
}

function at(x: number, y: number) {
  return { left: `${x * 100}%`, top: `${y * 100}%` };
}

interface PinProps {
  note: Note;
  place: number;
  chosen: string;
  onChoose: (note: string) => void;
}

function Pin({ note, place, chosen, onChoose }: PinProps) {
  return (
    <button
      type="button"
      className={classes.pin}
      data-chosen={note.id === chosen || undefined}
      style={at(note.x!, note.y!)}
      aria-label={`Note ${place + 1} by ${note.who}: ${note.text}`}
      onPointerDown={(event) => event.stopPropagation()}
      onClick={() => onChoose(note.id)}
    >
      {place + 1}
    </button>
  );
}

function Drawing({ strokes }: { strokes: readonly Stroke[] }) {
  return (
    <svg className={classes.drawing} viewBox="0 0 1 1" preserveAspectRatio="none" aria-hidden="true">
      {strokes.map((stroke, place) => (
        <Line key={place} stroke={stroke} />
      ))}
    </svg>
  );
}

function Line({ stroke: { tool, colour, points } }: { stroke: Stroke }) {
  const [first, last] = [points[0]!, points.at(-1)!];
  const ink = { stroke: INKS[colour], fill: "none", vectorEffect: "non-scaling-stroke" as const };
  if (tool === "box") {
    const [x, y] = [Math.min(first[0], last[0]), Math.min(first[1], last[1])];
    return <rect {...ink} x={x} y={y} width={Math.abs(last[0] - first[0])} height={Math.abs(last[1] - first[1])} />;
  }
  const shown = tool === "arrow" ? [first, last] : points;
  const line = <polyline {...ink} points={shown.map(([x, y]) => `${x},${y}`).join(" ")} />;
  if (tool === "pen") return line;
  return (
    <>
      {line}
      <polyline {...ink} points={head(first, last)} />
    </>
  );
}

type Point = [number, number];

/** The two strokes of an arrow's head; the picture is taken as 16 by 9. */
function head([fx, fy]: Point, [x, y]: Point): string {
  const wide = 16 / 9;
  const angle = Math.atan2(y - fy, (x - fx) * wide);
  const end = (turn: number) => `${x - (0.03 / wide) * Math.cos(angle + turn)},${y - 0.03 * Math.sin(angle + turn)}`;
  return `${end(0.5)} ${x},${y} ${end(-0.5)}`;
}

/** Takes the pointer while a note is written: sets the pin, or draws. */
function Sheet({ now, compose }: { now: Composing; compose: Compose }) {
  const [stroke, setStroke] = useState<Stroke | null>(null);
  const point = (event: PointerEvent): Point => {
    const bounds = event.currentTarget.getBoundingClientRect();
    const share = (value: number) => Math.max(0, Math.min(1, Number(value.toFixed(4))));
    return [share((event.clientX - bounds.left) / bounds.width), share((event.clientY - bounds.top) / bounds.height)];
  };
  const down = (event: PointerEvent<HTMLDivElement>) => {
    event.stopPropagation();
    if (event.button !== 0) return;
    const [x, y] = point(event);
    if (now.hand === "pin") return compose.change({ pin: { x, y } });
    event.currentTarget.setPointerCapture(event.pointerId);
    setStroke({ tool: now.hand, colour: now.colour, points: [[x, y]] });
  };
  const move = (event: PointerEvent) => {
    event.stopPropagation();
    if (stroke) setStroke({ ...stroke, points: [...stroke.points, point(event)] });
  };
  const up = () => {
    if (stroke && stroke.points.length > 1) compose.change({ strokes: drawn(now.strokes, stroke) });
    setStroke(null);
  };
  return (
    <div
      className={classes.sheet}
      onMouseDown={(event) => event.preventDefault()}
      onPointerDown={down}
      onPointerMove={move}
      onPointerUp={up}
      onPointerCancel={() => setStroke(null)}
      onDoubleClick={(event) => event.stopPropagation()}
    >
      {stroke && <Drawing strokes={[stroke]} />}
    </div>
  );
}
