/** A state, told by shape, letter and colour together. */
import classes from "./StateMark.module.css";

export const STATES = {
  unreviewed: { letter: "·", name: "Unreviewed" },
  rejected: { letter: "×", name: "Rejected" },
  maybe: { letter: "?", name: "Maybe" },
  selected: { letter: "S", name: "Selected" },
  approved: { letter: "✓", name: "Approved" },
  stale: { letter: "~", name: "Stale" },
  blocked: { letter: "#", name: "Blocked" },
} as const;

type StateName = keyof typeof STATES;

interface Props {
  state: string;
  /** Whether its name stands beside it. */
  named?: boolean;
}

export function StateMark({ state, named }: Props) {
  const known = STATES[state as StateName] ?? { letter: "·", name: state };
  return (
    <span className={classes.state} data-state={state} title={named ? undefined : known.name}>
      <span className={classes.mark} aria-hidden="true">
        {known.letter}
      </span>
      <span className={named ? undefined : "only-heard"}>{known.name}</span>
    </span>
  );
}
