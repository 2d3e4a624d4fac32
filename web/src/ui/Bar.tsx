/** Shares of a whole in one line: each with its colour, and in words for who does not see it. */
import classes from "./Bar.module.css";

interface Part {
  label: string;
  value: number;
  /** A token of colour: `--state-approved`. */
  colour: string;
}

interface Props {
  parts: Part[];
  of: number;
  /** What the bar is about, read out before its parts. */
  label: string;
  height?: number;
}

export function Bar({ parts, of, label, height = 6 }: Props) {
  const shown = parts.filter(({ value }) => value > 0);
  const says = shown.map((part) => `${part.label} ${part.value.toLocaleString("en-US")}`).join(", ") || "nothing yet";
  return (
    <svg className={classes.bar} height={height} role="img" aria-label={`${label}: ${says}`} preserveAspectRatio="none">
      <title>{`${label}: ${says}`}</title>
      <rect width="100%" height="100%" className={classes.rest} />
      {shown.map((part, place) => (
        <rect
          key={part.label}
          x={percent(
            shown.slice(0, place).reduce((sum, { value }) => sum + value, 0),
            of,
          )}
          width={percent(part.value, of)}
          height="100%"
          style={{ fill: `var(${part.colour})` }}
        />
      ))}
    </svg>
  );
}

function percent(value: number, of: number): string {
  return `${of > 0 ? Math.min(1, value / of) * 100 : 0}%`;
}
