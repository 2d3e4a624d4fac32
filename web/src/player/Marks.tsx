/** Marks on a timeline: each kind has its shape, not its colour alone. */
import { Tooltip } from "@mantine/core";
import classes from "./Marks.module.css";
import type { Mark } from "./viewing";

interface MarksProps {
  marks: readonly Mark[];
  frames: number;
  onMark: (mark: Mark) => void;
}

const SAYS: Record<Mark["kind"], string> = {
  finding: "Finding",
  note: "Note",
  usable: "Usable",
  marker: "Marker",
  edit: "Edit",
};

export function Marks({ marks, frames, onMark }: MarksProps) {
  const share = (frame: number): string => `${(100 * frame) / frames}%`;
  return (
    <div className={classes.marks}>
      {marks.map((mark, place) => (
        <Tooltip key={`${mark.kind} ${mark.frame} ${place}`} label={mark.label} multiline maw={320} withArrow>
          <button
            type="button"
            className={classes.mark}
            data-kind={mark.kind}
            data-quiet={mark.quiet || undefined}
            aria-label={`${SAYS[mark.kind]} at frame ${mark.frame}: ${mark.label}`}
            style={{
              left: share(mark.frame),
              width: mark.until === undefined ? undefined : share(mark.until - mark.frame),
            }}
            onClick={() => onMark(mark)}
          />
        </Tooltip>
      ))}
    </div>
  );
}
