import classes from "./money.module.css";

interface Props {
  of: { expected: number; low: number; high: number };
  /** The right end of the scale. */
  most: number;
  says: (value: number) => string;
  label: string;
}

/** What is expected as a tick on the interval it lies in, drawn to a common scale. */
export function Range({ of, most, says, label }: Props) {
  const at = (value: number) => (most > 0 ? Math.min(100, (value / most) * 100) : 0);
  const told = `${says(of.expected)}, from ${says(of.low)} to ${says(of.high)}`;
  return (
    <span className={classes.range}>
      <svg height="12" width="100%" role="img" aria-label={`${label}: ${told}`}>
        <title>{told}</title>
        <line x1="0" x2="100%" y1="6" y2="6" className={classes.scale} />
        <line x1={`${at(of.low)}%`} x2={`${at(of.high)}%`} y1="6" y2="6" className={classes.interval} />
        <line x1={`${at(of.expected)}%`} x2={`${at(of.expected)}%`} y1="1" y2="11" className={classes.expected} />
      </svg>
      <span>{says(of.expected)}</span>
      <span className="quiet">
        {says(of.low)}–{says(of.high)}
      </span>
    </span>
  );
}
