/** Stills out of a strip. */
import { useEffect, useRef, useState } from "react";
import classes from "./Timeline.module.css";
import type { Viewing } from "./viewing";

type Sprite = NonNullable<Viewing["sprite"]>;

/** The place in a strip of the still that is nearest to a frame. */
export function nearest(frames: readonly number[], frame: number): number {
  let best = 0;
  frames.forEach((one, place) => {
    if (Math.abs(one - frame) < Math.abs(frames[best]! - frame)) best = place;
  });
  return best;
}

/** One still as a background, as wide and as high as its element. */
export function shown(sprite: Sprite, frame: number): React.CSSProperties {
  const count = sprite.frames.length;
  const place = nearest(sprite.frames, frame);
  return {
    backgroundImage: `url(${sprite.url})`,
    backgroundSize: `${count * 100}% 100%`,
    backgroundPositionX: count > 1 ? `${(100 * place) / (count - 1)}%` : 0,
  };
}

/** The still nearest to a frame, in its own size. */
export function Still({ sprite, frame }: { sprite: Sprite; frame: number }) {
  return (
    <div className={classes.still} style={{ ...shown(sprite, frame), aspectRatio: sprite.width / sprite.height }} />
  );
}

/** As many stills side by side as fit in their own shape, each over the frames that it shows. */
export function Stills({ sprite, frames }: { sprite: Sprite; frames: number }) {
  const row = useRef<HTMLDivElement>(null);
  const [count, setCount] = useState(0);
  useEffect(() => {
    const watch = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setCount(Math.max(1, Math.round((width / height) * (sprite.height / sprite.width))));
    });
    watch.observe(row.current!);
    return () => watch.disconnect();
  }, [sprite]);
  return (
    <div ref={row} className={classes.stills} aria-hidden="true">
      {Array.from({ length: count }, (_, place) => (
        <div key={place} style={shown(sprite, ((place + 0.5) * frames) / count)} />
      ))}
    </div>
  );
}
