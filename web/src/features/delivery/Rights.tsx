/** Who may have a right in the film, as far as the record has it; what is missing comes first. */
import { StateMark } from "~/ui/StateMark";
import type { Schemas } from "~/api/client";
import classes from "./Rights.module.css";

type Right = Schemas["RightOut"];

const ORDER = ["blocked", "missing", "pending", "cleared"] as const;
const MARKS: Record<Right["state"], string> = {
  blocked: "blocked",
  missing: "rejected",
  pending: "maybe",
  cleared: "approved",
};
const WORDS: Record<Right["state"], string> = {
  blocked: "Blocked",
  missing: "Missing",
  pending: "Not cleared",
  cleared: "Cleared",
};

export function Rights({ rights }: { rights: readonly Right[] }) {
  const sorted = [...rights].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state));
  return (
    <ul className={classes.list}>
      {sorted.map((one) => (
        <li key={one.kind + one.what}>
          <span aria-hidden="true">
            <StateMark state={MARKS[one.state]} />
          </span>
          <span>
            {one.what} <span className="quiet">{one.kind}</span>
          </span>
          <span className={classes.says}>{one.says}</span>
          <span className={classes.word}>{WORDS[one.state]}</span>
        </li>
      ))}
    </ul>
  );
}
