/** Shots that are planned and not in the film, and the way back for each. */
import { Button } from "@mantine/core";
import type { Cut } from "~/timeline/cut";
import classes from "./LeftOut.module.css";
import type { Editing } from "./useEditing";

export function LeftOut({ cut, editing, open }: { cut: Cut; editing: Editing; open: boolean }) {
  if (cut.left_out.length === 0) return <p className="quiet">Every planned shot is in the film.</p>;
  return (
    <ul className={classes.list}>
      {cut.left_out.map(({ shot, title }) => (
        <li key={shot}>
          <span className="code">{shot}</span>
          <span className="quiet">{title}</span>
          <Button variant="default" size="compact-xs" disabled={!open} onClick={() => editing.putBack(shot)}>
            Put back
          </Button>
        </li>
      ))}
    </ul>
  );
}
