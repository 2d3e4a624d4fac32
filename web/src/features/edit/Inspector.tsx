/** The shot at the playhead: which frames of which take, how it comes in, where it stands, its other takes. */
import { ActionIcon, Button } from "@mantine/core";
import { Link } from "react-router";
import { seconds } from "~/ui/time";
import { isShot, lengthOf, neighbour, trimmed, type CutPiece, type Edge } from "~/timeline/cut";
import classes from "./Inspector.module.css";
import { Joins } from "./Joins";
import { Takes } from "./Takes";
import type { Editing } from "./useEditing";

interface Props {
  project: string;
  pieces: readonly CutPiece[];
  piece: CutPiece | undefined;
  fps: number;
  editing: Editing;
  open: boolean;
}

export function Inspector({ project, pieces, piece, fps, editing, open }: Props) {
  if (!piece) return null;
  const used = lengthOf(piece);
  return (
    <div className={classes.inspector}>
      <header className={classes.head}>
        <div>
          <h2>{isShot(piece) ? piece.title || piece.name : (NAMES[piece.name] ?? piece.name)}</h2>
          <span className="code quiet">{isShot(piece) ? piece.name : piece.kind}</span>
        </div>
        <span className="quiet">
          {used} f · {seconds(used / fps)}
        </span>
      </header>
      {piece.note && <p className={classes.note}>{piece.note}</p>}
      {!isShot(piece) && <p className="quiet">The studio lays this around the shots; it is not edited here.</p>}
      {piece.take && <Frames piece={piece} editing={editing} open={open} />}
      {piece.take && <Joins key={piece.name} piece={piece} editing={editing} open={open} />}
      {isShot(piece) && <Takes project={project} piece={piece} editing={editing} open={open} />}
      {isShot(piece) && (
        <div className={classes.row}>
          <Place pieces={pieces} piece={piece} editing={editing} open={open} by={-1} label="Earlier" />
          <Place pieces={pieces} piece={piece} editing={editing} open={open} by={1} label="Later" />
          <Button variant="default" disabled={!open} onClick={() => editing.leaveOut(piece)}>
            Leave out
          </Button>
          {piece.take && (
            <Button variant="subtle" component={Link} to={`/p/${project}/takes/${piece.take}`}>
              In dailies
            </Button>
          )}
        </div>
      )}
    </div>
  );
}

const NAMES: Record<string, string> = {
  title: "Main title",
  credits: "Credits",
  ending: "Black after the last picture",
};

interface Part {
  piece: CutPiece;
  editing: Editing;
  open: boolean;
}

/** What is used of the take, on a bar as long as it, and both edges frame by frame. */
function Frames({ piece, editing, open }: Part) {
  const share = (frames: number): string => `${(100 * frames) / piece.frames}%`;
  return (
    <section aria-label="Frames">
      <div className={classes.bar} aria-hidden="true">
        <i style={{ left: share(piece.start), width: share(lengthOf(piece)) }} />
      </div>
      <div className={classes.edges}>
        <EdgeSteps piece={piece} edge="in" label="In" value={piece.start} editing={editing} open={open} />
        <span className="quiet">
          {piece.start} before, {piece.frames - piece.end} behind
        </span>
        <EdgeSteps piece={piece} edge="out" label="Out" value={piece.end} editing={editing} open={open} />
      </div>
    </section>
  );
}

function EdgeSteps({ piece, edge, label, value, editing, open }: Part & { edge: Edge; label: string; value: number }) {
  const step = (by: number): void => editing.trim(piece, trimmed(piece, edge, by));
  return (
    <span className={classes.steps}>
      <ActionIcon
        variant="subtle"
        size="sm"
        disabled={!open}
        aria-label={`${label} a frame earlier`}
        onClick={() => step(-1)}
      >
        ‹
      </ActionIcon>
      <span>
        {label} <b className="code">{value}</b>
      </span>
      <ActionIcon
        variant="subtle"
        size="sm"
        disabled={!open}
        aria-label={`${label} a frame later`}
        onClick={() => step(1)}
      >
        ›
      </ActionIcon>
    </span>
  );
}

function Place(props: Part & { pieces: readonly CutPiece[]; by: 1 | -1; label: string }) {
  const { pieces, piece, editing, open, by, label } = props;
  const after = neighbour(pieces, piece.name, by);
  return (
    <Button variant="default" disabled={!open || after === null} onClick={() => after && editing.move(piece, after)}>
      {label}
    </Button>
  );
}
