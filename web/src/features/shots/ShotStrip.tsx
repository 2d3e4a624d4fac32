/** A shot on a strip: as wide as it is long. */
import { memo } from "react";
import { StateMark } from "~/ui/StateMark";
import { seconds } from "~/ui/time";
import { useHandling } from "./act";
import type { ShotProps } from "./ShotCard";
import { ShotMarks } from "./ShotMarks";
import { ShotPicture } from "./ShotPicture";
import classes from "./ShotStrip.module.css";

const A_SECOND = 30;
const NARROWEST = 84;

export const ShotStrip = memo(function ShotStrip({ shot, remarks, cursor, chosen }: ShotProps) {
  const { act, handling } = useHandling(shot.shot);
  return (
    <article
      {...handling}
      className={classes.shot}
      style={{ width: Math.max(NARROWEST, shot.seconds * A_SECOND) }}
      data-chosen={chosen || undefined}
      data-cursor={cursor || undefined}
      tabIndex={cursor ? 0 : -1}
      aria-label={`${shot.shot} ${shot.title}`}
      title={`${shot.shot} ${shot.title}\n${shot.action}`}
    >
      <div className={classes.picture}>
        <ShotPicture project={act.project} shot={shot} />
      </div>
      <div className={classes.line}>
        <span className="code">{shot.shot.split("-")[1]}</span>
        {shot.takes > 0 && <StateMark state={shot.best} />}
        <ShotMarks shot={shot} remarks={remarks} />
      </div>
      <div className={classes.line}>
        <span className="quiet">{seconds(shot.seconds)}</span>
      </div>
    </article>
  );
});
