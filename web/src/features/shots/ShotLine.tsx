/** A shot as a line of the list. */
import { memo } from "react";
import { Link } from "react-router";
import { StateMark } from "~/ui/StateMark";
import { seconds } from "~/ui/time";
import { useHandling } from "./act";
import { money } from "~/ui/money";
import { Standard, type ShotProps } from "./ShotCard";
import classes from "./ShotLine.module.css";
import { ShotMarks } from "./ShotMarks";
import { ShotPicture } from "./ShotPicture";
import { named } from "./useBoard";

export const COLUMNS = [
  "",
  "",
  "Shot",
  "State",
  "Takes",
  "Length",
  "Size",
  "Move",
  "Who",
  "Title and action",
  "Standard",
  "Cost",
  "",
];

export const ShotLine = memo(function ShotLine({ shot, remarks, cursor, chosen, guest }: ShotProps) {
  const { act, handling } = useHandling(shot.shot, true);
  return (
    <article
      {...handling}
      className={classes.line}
      data-chosen={chosen || undefined}
      data-cursor={cursor || undefined}
      tabIndex={cursor ? 0 : -1}
      aria-label={`${shot.shot} ${shot.title}`}
    >
      <input
        type="checkbox"
        checked={chosen}
        aria-label={`Choose ${shot.shot}`}
        tabIndex={-1}
        onChange={() => act.pick(shot.shot, { add: true })}
        onClick={(event) => event.stopPropagation()}
      />
      <span className={classes.picture}>
        <ShotPicture project={act.project} shot={shot} />
      </span>
      <Link to={`../shots/${shot.shot}`} className={classes.code} tabIndex={-1} draggable={false}>
        {shot.shot}
      </Link>
      <span>{shot.takes > 0 ? <StateMark state={shot.best} named /> : <span className="quiet">No take</span>}</span>
      <span className={classes.number}>{shot.takes || ""}</span>
      <span className={classes.number}>{seconds(shot.seconds)}</span>
      <span>{shot.size === "other" ? "" : shot.size}</span>
      <span>{shot.move}</span>
      <span className={classes.text}>{shot.who.map(named).join(", ")}</span>
      <span className={classes.text} title={shot.action}>
        {guest && <span className="quiet">from {shot.scene} · </span>}
        {shot.title && <strong>{shot.title}</strong>} <span className="quiet">{shot.action}</span>
      </span>
      <span>
        <Standard shot={shot} />
      </span>
      <span className={classes.number}>{shot.cost_micros > 0 ? money(shot.cost_micros, act.currency) : ""}</span>
      <ShotMarks shot={shot} remarks={remarks} />
    </article>
  );
});
