/** The picture of the cut, with what is written over it: titles, captions, and what is not there yet. */
import { Player, useFrame, type Sequence, type Transport } from "~/player";
import { pieceAt, type Cut, type CutPiece } from "~/timeline/cut";
import classes from "./Monitor.module.css";

interface Props {
  project: string;
  cut: Cut;
  pieces: readonly CutPiece[];
  sequence: Sequence;
  transport: Transport;
  captioned: boolean;
  ready: (take: string) => boolean;
}

export function Monitor({ project, cut, pieces, sequence, transport, captioned, ready }: Props) {
  return (
    <div className={classes.monitor}>
      <Player
        sequence={sequence}
        transport={transport}
        controls="none"
        keys
        overlay={(frame) => (
          <>
            <Card project={project} piece={pieceAt(pieces, frame)} film={cut.title} ready={ready} />
            {captioned && <Caption cut={cut} frame={frame} />}
          </>
        )}
      />
      <Burn pieces={pieces} transport={transport} />
    </div>
  );
}

interface CardProps {
  project: string;
  piece: CutPiece | undefined;
  film: string;
  ready: Props["ready"];
}

function Card({ project, piece, film, ready }: CardProps) {
  if (!piece) return null;
  if (piece.name === "title") return <p className={classes.title}>{film}</p>;
  if (piece.name === "credits") return <p className={classes.card}>Credits</p>;
  if (!piece.take && piece.kind !== "black") return <p className={classes.card}>{piece.name}: no take yet</p>;
  if (piece.take && !ready(piece.take)) {
    return (
      <>
        <img className={classes.poster} src={`/api/projects/${project}/media/${piece.poster}`} alt="" />
        <p className={classes.coming}>{piece.take} is on its way</p>
      </>
    );
  }
  return null;
}

function Caption({ cut, frame }: { cut: Cut; frame: number }) {
  const shown = cut.captions.find((one) => one.start <= frame && frame < one.end);
  return shown ? <p className={classes.caption}>{shown.text}</p> : null;
}

/** Which take is shown, and which of its frames. */
function Burn({ pieces, transport }: { pieces: readonly CutPiece[]; transport: Transport }) {
  const frame = useFrame(transport);
  const piece = pieceAt(pieces, frame);
  if (!piece) return null;
  return (
    <p className={classes.burn} aria-hidden="true">
      <span>{piece.take || piece.name}</span>
      {piece.take && <span>{piece.start + frame - piece.record}</span>}
    </p>
  );
}
