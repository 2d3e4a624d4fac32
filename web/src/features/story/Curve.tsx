import classes from "./Beats.module.css";
import { heights, type Beat } from "./story";

const WIDTH = 1000;
const HEIGHT = 72;

/** How what is at stake rises and falls over the beats. */
export function Curve({ beats }: { beats: Beat[] }) {
  const all = heights(beats);
  const x = (at: number) => 12 + (at * (WIDTH - 24)) / Math.max(1, all.length - 1);
  const y = (height: number) => HEIGHT / 2 - height * 15;
  const points = all.flatMap((height, at) => (height === undefined ? [] : [`${x(at)},${y(height)}`]));
  if (points.length < 2) return null;
  const told = beats.map(({ value, starts, ends }) => `${value ?? ""} ${starts ?? "?"} to ${ends ?? "?"}`).join("; ");
  return (
    <svg
      className={classes.curve}
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={`What is at stake: ${told}`}
    >
      <line x1="0" x2={WIDTH} y1={HEIGHT / 2} y2={HEIGHT / 2} stroke="var(--line-strong)" strokeDasharray="4 4" />
      <polyline
        points={points.join(" ")}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
      />
      {beats.map((_, at) => (
        <line
          key={at}
          x1={x(at * 2)}
          x2={x(at * 2)}
          y1="4"
          y2={HEIGHT - 4}
          stroke="var(--line)"
          vectorEffect="non-scaling-stroke"
        />
      ))}
    </svg>
  );
}
