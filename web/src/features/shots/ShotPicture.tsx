/** The picture of a shot: its furthest take, else its panel, else its size as an empty frame. */
import classes from "./ShotPicture.module.css";
import type { Shot } from "./useBoard";

export function mediaAt(project: string, sha: string): string {
  return `/api/projects/${project}/media/${sha}`;
}

export function ShotPicture({ project, shot }: { project: string; shot: Shot }) {
  const sha = shot.poster || shot.panel;
  if (!sha) {
    return (
      <span className={classes.none} aria-hidden="true">
        {shot.size === "other" ? "" : shot.size}
      </span>
    );
  }
  return (
    <span className={classes.picture}>
      <img src={mediaAt(project, sha)} alt="" loading="lazy" decoding="async" draggable={false} />
      {!shot.poster && <span className={classes.panel}>panel</span>}
    </span>
  );
}
