/** The parts of the page: sections, and lines that passed, failed or wait. */
import { useId, useState, type ReactNode } from "react";
import { Link } from "react-router";
import type { Schemas } from "~/api/client";
import classes from "./parts.module.css";

const MARKS = {
  passed: { letter: "✓", name: "Passed" },
  failed: { letter: "×", name: "Failed" },
  waiting: { letter: "·", name: "Waits" },
} as const;

export function Section({ title, says, children }: { title: string; says?: string | undefined; children: ReactNode }) {
  const id = useId();
  return (
    <section className={classes.section} aria-labelledby={id}>
      <h2 id={id}>
        {title} {says && <span className="quiet">{says}</span>}
      </h2>
      {children}
    </section>
  );
}

type Line = Schemas["DeliveryCheckOut"];

export function Lines({ lines, project }: { lines: readonly Line[]; project?: string }) {
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line.title} data-outcome={line.outcome}>
          <span className={classes.mark} data-outcome={line.outcome} role="img" aria-label={MARKS[line.outcome].name}>
            {MARKS[line.outcome].letter}
          </span>
          <span className={classes.title}>{line.title}</span>
          {line.says && <span className={classes.says}>{line.says}</span>}
          {line.faults.length > 0 && <Faults faults={line.faults} project={project} />}
        </li>
      ))}
    </ul>
  );
}

const FEW = 4;

/** The faults of a line; of many only those that somebody wants to see are laid out. */
function Faults({ faults, project }: { faults: readonly string[]; project: string | undefined }) {
  const [isOpen, setOpen] = useState(false);
  const list = (some: readonly string[]): ReactNode => (
    <ul>
      {some.map((fault) => (
        <li key={fault}>
          <Fault says={fault} project={project} />
        </li>
      ))}
    </ul>
  );
  if (faults.length <= FEW) return <div className={classes.faults}>{list(faults)}</div>;
  return (
    <details className={classes.faults} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>All {faults.length}</summary>
      {isOpen && list(faults)}
    </details>
  );
}

/** A fault that begins with a take leads to it. */
function Fault({ says, project }: { says: string; project: string | undefined }) {
  const [, take, rest] = /^(S\d+[A-Z]?-SH\d+[A-Z]?-T\d+)(.*)$/s.exec(says) ?? [];
  if (!take || !project) return <>{says}</>;
  return (
    <>
      <Link className="code" to={`/p/${project}/takes/${take}`}>
        {take}
      </Link>
      {rest}
    </>
  );
}
