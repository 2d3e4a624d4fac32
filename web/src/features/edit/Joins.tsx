/** How a shot comes in and goes out: by a cut, a dissolve, a fade, and for how many frames. */
import { NumberInput, SegmentedControl } from "@mantine/core";
import { comesIn, type CutPiece } from "~/timeline/cut";
import classes from "./Inspector.module.css";
import type { Editing } from "./useEditing";

const HALF_SECOND = 12;

interface Props {
  piece: CutPiece;
  editing: Editing;
  open: boolean;
}

export function Joins({ piece, editing, open }: Props) {
  const way = comesIn(piece) ?? "cut";
  const most = way === "cut" ? 0 : Math.max(piece.room[way], piece.way_frames);
  const choose = (next: string): void => {
    if (next === "cut") return editing.join(piece, null, 0);
    const known = next as "dissolve" | "fade";
    const frames = way === "cut" ? HALF_SECOND : piece.way_frames;
    return editing.join(piece, known, Math.min(frames, piece.room[known]));
  };
  return (
    <>
      <section className={classes.joins} aria-label="Comes in by">
        <span className="quiet">Comes in by</span>
        <SegmentedControl
          aria-label="Comes in by"
          value={way}
          onChange={choose}
          disabled={!open}
          data={[
            { value: "cut", label: "Cut" },
            { value: "dissolve", label: "Dissolve", disabled: piece.room.dissolve < 1 },
            { value: "fade", label: "Fade", disabled: piece.room.fade < 1 },
          ]}
        />
        {way !== "cut" && (
          <Frames
            label="Frames"
            frames={piece.way_frames}
            most={most}
            open={open}
            onChange={(frames) => editing.join(piece, way, frames)}
          />
        )}
        {piece.room.dissolve < 1 && way === "cut" && (
          <small className="quiet">No frames beyond the cut to dissolve through.</small>
        )}
      </section>
      <section className={classes.joins} aria-label="Goes out by">
        <span className="quiet">Goes out by</span>
        <SegmentedControl
          aria-label="Goes out by"
          value={piece.fade_out ? "fade" : "cut"}
          onChange={(next) => editing.fadeOut(piece, next === "fade" ? Math.min(2 * HALF_SECOND, piece.room.out) : 0)}
          disabled={!open}
          data={[
            { value: "cut", label: "What comes next" },
            { value: "fade", label: "Fade", disabled: piece.room.out < 1 },
          ]}
        />
        {piece.fade_out > 0 && (
          <Frames
            label="Frames out"
            frames={piece.fade_out}
            most={piece.room.out}
            open={open}
            onChange={(frames) => editing.fadeOut(piece, frames)}
          />
        )}
      </section>
    </>
  );
}

interface FramesProps {
  label: string;
  frames: number;
  most: number;
  open: boolean;
  onChange: (frames: number) => void;
}

function Frames({ label, frames, most, open, onChange }: FramesProps) {
  return (
    <NumberInput
      key={frames}
      aria-label={label}
      className={classes.frames}
      suffix=" f"
      min={1}
      max={most}
      defaultValue={frames}
      disabled={!open}
      onBlur={(event) => {
        const wished = Number.parseInt(event.currentTarget.value, 10);
        if (wished > 0 && wished !== frames) onChange(Math.min(wished, most));
      }}
    />
  );
}
