/** The written standard, criterion by criterion, with what the machine saw; then what it saw besides. */
import type { ReactNode } from "react";
import { fileOf, type Whole } from "./asked";
import classes from "./Side.module.css";

type Finding = Whole["findings"][number];

interface StandardProps {
  project: string;
  take: Whole;
  onFrame: (frame: number) => void;
  /** What is asked of the person, between what was agreed and what the machine saw. */
  children: ReactNode;
}

const OUTCOMES: Record<string, { mark: string; says: string }> = {
  passed: { mark: "✓", says: "passed" },
  failed: { mark: "×", says: "failed" },
  cannot_judge: { mark: "?", says: "cannot judge" },
};

export function Standard({ project, take, onFrame, children }: StandardProps) {
  const bound = new Set(take.standard.map((one) => one.check));
  const besides = take.findings.filter((one) => !bound.has(one.check));
  const passed = besides.filter((one) => one.outcome === "passed");
  const others = besides.filter((one) => one.outcome !== "passed");
  const { selects, review, clearance } = take.rules;
  return (
    <>
      <section className={classes.block}>
        <h3>Standard</h3>
        {take.standard.length === 0 && <p className="quiet">The card has no standard; judge it by its job.</p>}
        <ul className={classes.plain}>
          {take.standard.map((one, place) => (
            <li key={place} className={classes.criterion}>
              <Outcome outcome={one.finding?.outcome ?? ""} />
              <div>
                {one.text}
                {one.finding && one.finding.outcome !== "passed" && (
                  <Found {...{ project, onFrame }} of={one.finding} />
                )}
              </div>
            </li>
          ))}
        </ul>
      </section>
      {children}
      {besides.length > 0 && (
        <section className={classes.block}>
          <h3>Checks</h3>
          {passed.length > 0 && (
            <p className={classes.criterion}>
              <Outcome outcome="passed" />
              <span className="quiet">{passed.map((one) => one.check.replaceAll("_", " ")).join(", ")}</span>
            </p>
          )}
          <ul className={classes.plain}>
            {others.map((one) => (
              <li key={one.check} className={classes.criterion}>
                <Outcome outcome={one.outcome} />
                <div>
                  <span className={classes.check}>{one.check.replaceAll("_", " ")}</span>
                  <Found {...{ project, onFrame }} of={one} />
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {(selects || review || clearance) && (
        <section className={classes.block}>
          <h3>House rules</h3>
          <dl className={classes.facts}>
            <Rule name="A select" says={selects} />
            <Rule name="Producer sees" says={review} />
            <Rule name="Clearance" says={clearance} />
          </dl>
        </section>
      )}
    </>
  );
}

function Rule({ name, says }: { name: string; says: string }) {
  if (!says) return null;
  return (
    <>
      <dt>{name}</dt>
      <dd>{says}</dd>
    </>
  );
}

function Outcome({ outcome }: { outcome: string }) {
  const known = OUTCOMES[outcome] ?? { mark: "–", says: "for you to judge" };
  return (
    <span className={classes.outcome} data-outcome={outcome} title={known.says}>
      <span aria-hidden="true">{known.mark}</span>
      <span className="only-heard">{known.says}</span>
    </span>
  );
}

function Found({ project, of, onFrame }: { project: string; of: Finding; onFrame: (frame: number) => void }) {
  const [first] = of.frames;
  return (
    <div className={classes.found}>
      <p className="quiet">{of.says}</p>
      <div className={classes.evidence}>
        {of.evidence.map((sha, place) => {
          const frame = of.frames[place]?.[0] ?? first?.[0];
          return (
            <button key={sha} type="button" disabled={frame === undefined} onClick={() => onFrame(frame!)}>
              <img src={fileOf(project, sha)} alt={`Evidence ${place + 1}: ${of.says}`} loading="lazy" />
              {frame !== undefined && <span className="timecode">{frame}</span>}
            </button>
          );
        })}
        {of.evidence.length === 0 && first && (
          <button type="button" className={classes.link} onClick={() => onFrame(first[0])}>
            frame {first[0]}
          </button>
        )}
      </div>
    </div>
  );
}
