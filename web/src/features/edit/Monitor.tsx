/** The picture of the cut, with what is written over it, and which frame of which take is seen. */
import { Player, useFrame, type Sequence, type Transport } from "~/player";
import { pieceAt, type Cut, type CutPiece } from "~/timeline/cut";
import { FilmOver } from "~/timeline/FilmOver";
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
          <FilmOver
            {...{ frame, pieces, ready }}
            film={cut.title}
            captions={captioned ? cut.captions : []}
            poster={({ poster }) => `/api/projects/${project}/media/${poster}`}
          />
        )}
      />
      <Burn pieces={pieces} transport={transport} />
    </div>
  );
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
