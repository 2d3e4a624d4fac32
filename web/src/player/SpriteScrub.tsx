/** A thumbnail that is scrubbed by hovering. */
import { useState, type PointerEvent } from "react";
import classes from "./SpriteScrub.module.css";
import { shown } from "./Stills";
import { useViewing } from "./useViewing";

export interface SpriteScrubProps {
  project: string;
  /** The take by its code; its strip is fetched when it is first hovered. */
  take: string;
  /** The address of what is shown at rest. */
  poster: string;
  alt: string;
  /** Width over height; 16/9 by default. */
  aspect?: number;
}

export function SpriteScrub({ project, take, poster, alt, aspect = 16 / 9 }: SpriteScrubProps) {
  const [wanted, setWanted] = useState(false);
  const [along, setAlong] = useState<number | null>(null);
  const { data } = useViewing(project, wanted ? take : null);
  const scrub = (event: PointerEvent<HTMLDivElement>): void => {
    if (event.pointerType === "touch") return;
    const bounds = event.currentTarget.getBoundingClientRect();
    setWanted(true);
    setAlong(Math.max(0, Math.min(1, (event.clientX - bounds.left) / bounds.width)));
  };
  const sprite = data?.sprite;
  const shape = sprite ? sprite.width / sprite.height : aspect;
  return (
    <div
      className={classes.frame}
      style={{ aspectRatio: aspect }}
      onPointerMove={scrub}
      onPointerLeave={() => setAlong(null)}
    >
      {poster && <img src={poster} alt={alt} loading="lazy" decoding="async" />}
      {sprite && along !== null && (
        <>
          <div
            className={classes.still}
            data-tall={shape < aspect || undefined}
            style={{ ...shown(sprite, along * (data.frames - 1)), aspectRatio: shape }}
          />
          <div className={classes.along} style={{ left: `${along * 100}%` }} />
        </>
      )}
    </div>
  );
}
