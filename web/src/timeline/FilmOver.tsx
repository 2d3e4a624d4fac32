/** What is written over the picture of a cut: titles, captions, and what is not there yet. */
import { pieceAt, type Caption, type FilmPiece } from "./cut";
import classes from "./FilmOver.module.css";

interface Props {
  frame: number;
  film: string;
  pieces: readonly FilmPiece[];
  captions: readonly Caption[];
  /** Whether a take can be played yet. */
  ready: (take: string) => boolean;
  /** Where the picture of a piece is that is shown until it can be played. */
  poster: (piece: FilmPiece) => string;
}

export function FilmOver({ frame, film, pieces, captions, ready, poster }: Props) {
  return (
    <>
      <Card piece={pieceAt(pieces, frame)} {...{ film, ready, poster }} />
      <Captioned captions={captions} frame={frame} />
    </>
  );
}

/** The caption of a frame. */
export function Captioned({ captions, frame }: Pick<Props, "captions" | "frame">) {
  const caption = captions.find((one) => one.start <= frame && frame < one.end);
  return caption ? <p className={classes.caption}>{caption.text}</p> : null;
}

interface CardProps extends Pick<Props, "film" | "ready" | "poster"> {
  piece: FilmPiece | undefined;
}

function Card({ piece, film, ready, poster }: CardProps) {
  if (!piece) return null;
  if (piece.name === "title") return <p className={classes.title}>{film}</p>;
  if (piece.name === "credits") return <p className={classes.card}>Credits</p>;
  if (!piece.take && piece.kind !== "black") return <p className={classes.card}>{piece.name}: no take yet</p>;
  if (piece.take && !ready(piece.take)) {
    return (
      <>
        <img className={classes.poster} src={poster(piece)} alt="" />
        <p className={classes.coming}>{piece.take} is on its way</p>
      </>
    );
  }
  return null;
}
