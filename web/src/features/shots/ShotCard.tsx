/** A shot as a card: its picture, code and title, where it stands, how long it runs, what it cost, what is doubtful. */
import { memo } from "react";
import { Link } from "react-router";
import { SpriteScrub } from "~/player";
import { StateMark } from "~/ui/StateMark";
import { seconds } from "~/ui/time";
import { useHandling } from "./act";
import { money } from "~/ui/money";
import classes from "./ShotCard.module.css";
import { ShotMarks } from "./ShotMarks";
import { mediaAt, ShotPicture } from "./ShotPicture";
import type { Remark, Shot } from "./useBoard";

export interface ShotProps {
  shot: Shot;
  remarks: Remark[] | undefined;
  cursor: boolean;
  chosen: boolean;
  /** Whether it belongs to another scene than the one it plays in. */
  guest: boolean;
}

export const ShotCard = memo(function ShotCard({ shot, remarks, cursor, chosen, guest }: ShotProps) {
  const { act, handling } = useHandling(shot.shot);
  return (
    <article
      {...handling}
      className={classes.card}
      data-chosen={chosen || undefined}
      data-cursor={cursor || undefined}
      tabIndex={cursor ? 0 : -1}
      aria-label={`${shot.shot} ${shot.title}`}
    >
      <div className={classes.frame}>
        {shot.poster ? (
          <SpriteScrub project={act.project} take={shot.take} poster={mediaAt(act.project, shot.poster)} alt="" />
        ) : (
          <ShotPicture project={act.project} shot={shot} />
        )}
        <input
          type="checkbox"
          className={classes.choice}
          checked={chosen}
          aria-label={`Choose ${shot.shot}`}
          tabIndex={-1}
          onChange={() => act.pick(shot.shot, { add: true })}
          onClick={(event) => event.stopPropagation()}
        />
      </div>
      <div className={classes.line}>
        <Link to={`../shots/${shot.shot}`} className={classes.code} tabIndex={-1} draggable={false}>
          {shot.shot}
        </Link>
        {guest && <span className={classes.guest}>from {shot.scene}</span>}
        <span className={classes.right}>
          <ShotMarks shot={shot} remarks={remarks} />
          {shot.takes > 0 && <StateMark state={shot.best} />}
        </span>
      </div>
      <div className={classes.title} title={shot.title || shot.action}>
        {shot.title || shot.action || "No title"}
      </div>
      <div className={classes.facts}>
        <span>{seconds(shot.seconds)}</span>
        <span>{shot.size === "other" ? "" : shot.size}</span>
        <span>{shot.takes === 0 ? "no take" : `${shot.takes} ${shot.takes === 1 ? "take" : "takes"}`}</span>
        <Standard shot={shot} />
        {shot.cost_micros > 0 && <span className={classes.cost}>{money(shot.cost_micros, act.currency)}</span>}
      </div>
    </article>
  );
});

/** How many criteria a take must keep, and how many of them a machine can judge. */
export function Standard({ shot }: { shot: Shot }) {
  if (shot.criteria === 0) return <span className={classes.lacking}>no standard</span>;
  return (
    <span className={classes.standard} title={`${shot.criteria} criteria, ${shot.checked} of them tied to a check`}>
      {shot.checked}/{shot.criteria} checked
    </span>
  );
}
