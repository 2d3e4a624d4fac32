/** Stills of a take over the frames that are used of it; only as many as are seen. */
import type { Viewing } from "~/player";
import classes from "./Filmstrip.module.css";

interface Props {
  sprite: Viewing["sprite"];
  /** What is shown until there is a strip. */
  poster: string;
  start: number;
  end: number;
  zoom: number;
}

const WIDE = 118;

export function Filmstrip({ sprite, poster, start, end, zoom }: Props) {
  const width = (end - start) * zoom;
  const count = Math.max(1, Math.min(80, Math.round(width / WIDE)));
  return (
    <div className={classes.strip} aria-hidden="true">
      {Array.from({ length: count }, (_, place) => (
        <div
          key={place}
          style={
            sprite
              ? still(sprite, start + ((place + 0.5) * (end - start)) / count)
              : { backgroundImage: `url(${poster})` }
          }
        />
      ))}
    </div>
  );
}

/** The still nearest to a frame, as a background that covers its place. */
function still(sprite: NonNullable<Viewing["sprite"]>, frame: number): React.CSSProperties {
  let best = 0;
  sprite.frames.forEach((one, place) => {
    if (Math.abs(one - frame) < Math.abs(sprite.frames[best]! - frame)) best = place;
  });
  const count = sprite.frames.length;
  return {
    backgroundImage: `url(${sprite.url})`,
    backgroundSize: `${count * 100}% 100%`,
    backgroundPosition: count > 1 ? `${(100 * best) / (count - 1)}% 0` : "0 0",
  };
}
