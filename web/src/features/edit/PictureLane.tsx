/** The lane of the picture: shots as strips of stills with their edges, what comes in by a transition, what is carried. */
import { memo } from "react";
import type { Viewing } from "~/player";
import { StateMark } from "~/ui/StateMark";
import { comesIn, isShot, lengthOf, signed, type CutPiece, type Edge } from "~/timeline/cut";
import { seen, type Scale } from "~/timeline/scale";
import { Filmstrip } from "./Filmstrip";
import classes from "./PictureLane.module.css";
import type { Carried, Draft } from "./useDrag";

interface Props {
  project: string;
  pieces: readonly CutPiece[];
  viewings: ReadonlyMap<string, Viewing>;
  scale: Scale;
  current: string;
  draft: Draft | null;
  carried: Carried | null;
  open: boolean;
  onTrim: (piece: CutPiece, edge: Edge, from: number) => void;
  onCarry: (piece: CutPiece, from: number, at: number) => void;
  onGo: (frame: number) => void;
}

export function PictureLane(props: Props) {
  const { pieces, scale, carried } = props;
  const shown = pieces.filter((piece) => seen(scale, piece.record, piece.record + lengthOf(piece)));
  return (
    <div className={classes.lane} role="list" aria-label="Picture">
      {shown.map((piece) => (
        <Clip key={piece.name} piece={piece} {...props} />
      ))}
      {carried?.after && <div className={classes.gap} style={{ left: placeOf(pieces, carried.after) * scale.zoom }} />}
    </div>
  );
}

function placeOf(pieces: readonly CutPiece[], after: string): number {
  if (after === "start") return pieces.find(isShot)?.record ?? 0;
  const before = pieces.find(({ name }) => name === after);
  return before ? before.record + lengthOf(before) : 0;
}

function Clip(props: Props & { piece: CutPiece }) {
  const { piece, scale, current, draft, carried, open, onTrim, onCarry, onGo } = props;
  const width = lengthOf(piece) * scale.zoom;
  const mine = draft?.name === piece.name ? draft : null;
  const shot = isShot(piece);
  const down = (event: React.PointerEvent<HTMLDivElement>): void => {
    if (event.button !== 0) return;
    const bounds = event.currentTarget.getBoundingClientRect();
    const at = piece.record + Math.floor((event.clientX - bounds.left) / scale.zoom);
    if (open && shot) onCarry(piece, event.clientX, at);
    else onGo(at);
  };
  return (
    <div
      role="listitem"
      className={classes.clip}
      data-kind={piece.take ? "clip" : piece.kind}
      data-current={piece.name === current || undefined}
      data-carried={carried?.name === piece.name || undefined}
      aria-current={piece.name === current || undefined}
      aria-label={spoken(piece)}
      style={{ left: piece.record * scale.zoom, width: Math.max(1, width - 1) }}
      onPointerDown={down}
    >
      {piece.take && width > 12 && (
        <Strips piece={piece} viewing={props.viewings.get(piece.take)} project={props.project} scale={scale} />
      )}
      <Into piece={piece} zoom={scale.zoom} />
      <Out piece={piece} zoom={scale.zoom} />
      {width > 34 && <Label piece={piece} wide={width > 120} />}
      {open && piece.take && width > 14 && (
        <>
          <i
            className={classes.edge}
            data-edge="in"
            onPointerDown={(event) => held(event, () => onTrim(piece, "in", event.clientX))}
          />
          <i
            className={classes.edge}
            data-edge="out"
            onPointerDown={(event) => held(event, () => onTrim(piece, "out", event.clientX))}
          />
        </>
      )}
      {mine && (
        <output className={classes.by} data-edge={mine.edge}>
          {signed(mine.by)}
        </output>
      )}
    </div>
  );
}

const Strips = memo(function Strips(props: {
  piece: CutPiece;
  viewing: Viewing | undefined;
  project: string;
  scale: Scale;
}) {
  const { piece, viewing, project, scale } = props;
  return (
    <Filmstrip
      sprite={viewing?.sprite ?? null}
      poster={piece.poster ? `/api/projects/${project}/media/${piece.poster}` : ""}
      start={piece.start}
      end={piece.end}
      zoom={scale.zoom}
    />
  );
});

function Label({ piece, wide }: { piece: CutPiece; wide: boolean }) {
  const number = piece.take.split("-").at(-1);
  return (
    <div className={classes.label}>
      {piece.take && <StateMark state={piece.state} />}
      <span className={classes.code}>{isShot(piece) ? piece.name : piece.name}</span>
      {wide && number && <span className={classes.take}>{number}</span>}
      {wide && piece.pinned && <span title="This take was decided in the edit">pinned</span>}
      {wide && piece.moved && <span title="It stands elsewhere than in story order">moved</span>}
    </div>
  );
}

/** How a shot comes in: a wedge as long as the transition, about the cut. */
function Into({ piece, zoom }: { piece: CutPiece; zoom: number }) {
  if (!comesIn(piece)) return null;
  return (
    <span
      className={classes.into}
      data-way={piece.way}
      title={`${piece.way === "fade" ? "Fade" : "Dissolve"}, ${piece.way_frames} frames`}
      style={{ left: -piece.way_before * zoom, width: Math.max(6, piece.way_frames * zoom) }}
    />
  );
}

/** How a shot goes out into black. */
function Out({ piece, zoom }: { piece: CutPiece; zoom: number }) {
  if (!piece.fade_out) return null;
  return (
    <span
      className={classes.into}
      data-way="out"
      title={`Fade out, ${piece.fade_out} frames`}
      style={{ right: 0, width: Math.max(6, piece.fade_out * zoom) }}
    />
  );
}

function held(event: React.PointerEvent, begin: () => void): void {
  if (event.button !== 0) return;
  event.stopPropagation();
  event.preventDefault();
  begin();
}

function spoken(piece: CutPiece): string {
  const take = piece.take ? `, take ${piece.take.split("-").at(-1)}, ${piece.state}` : "";
  return `${piece.name}${take}, ${lengthOf(piece)} frames from ${piece.record}`;
}
