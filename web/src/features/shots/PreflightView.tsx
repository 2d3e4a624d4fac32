/** A pre-flight to read: the price from and to, what is left, how long it takes, what speaks against it. */
import { Says } from "~/ui/Says";
import classes from "./OrderDialog.module.css";
import { notes, type Kind, type Preflight } from "./preflight";

interface Props {
  seen: Preflight;
  kind: Kind;
  busy: boolean;
}

export function PreflightView({ seen, kind, busy }: Props) {
  const { low, high, left, minutes, there } = seen;
  const free = high.micros === 0;
  const found = notes(seen);
  return (
    <>
      <div className={classes.sums} data-busy={busy || undefined} aria-busy={busy}>
        <Sum
          name={{ takes: "Takes", recasts: "Takes", panels: "Panels", runs: "Clips" }[kind]}
          says={String(seen.orders.length)}
        >
          {there > 0 && `${there} there or under way`}
        </Sum>
        <Sum name="Price" says={free ? "Free" : low.micros === high.micros ? high.says : `${low.says} – ${high.says}`}>
          {seen.provider}
        </Sum>
        <Sum name="Budget left" says={left.says} bad={!seen.enough}>
          {seen.enough ? "" : "does not reach"}
        </Sum>
        <Sum name="Takes about" says={minutes ? `${rounded(minutes[0])} – ${rounded(minutes[1])}` : "not known yet"}>
          {seen.at_once ? `${seen.at_once} at once` : ""}
        </Sum>
      </div>
      {seen.lacks && (
        <p role="alert" className="quiet">
          <Says text={seen.lacks} />
        </p>
      )}
      {found.length > 0 && (
        <ul className={classes.notes} tabIndex={0} aria-label="What to know before ordering">
          {found.map(({ kind: sort, says, of }) => (
            <li key={sort + says}>
              <span className={classes.kind} data-kind={sort}>
                {sort}
              </span>
              <span>
                {says}{" "}
                <span className="quiet">
                  {of.length > 3 ? `${of.slice(0, 2).join(", ")} and ${of.length - 2} more` : of.join(", ")}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function Sum({ name, says, bad, children }: { name: string; says: string; bad?: boolean; children?: React.ReactNode }) {
  return (
    <div className={classes.sum} data-bad={bad || undefined}>
      <span>{name}</span>
      <strong>{says}</strong>
      <div>
        <small>{children}</small>
      </div>
    </div>
  );
}

function rounded(minutes: number): string {
  return minutes < 1 ? `${Math.max(1, Math.round(minutes * 60))} s` : `${Math.round(minutes)} min`;
}
