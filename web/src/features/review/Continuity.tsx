/** What this shot must keep: its neighbours at the cut, the rows of who and what is in it, and drift. */
import { Link } from "react-router";
import { StateMark } from "~/ui/StateMark";
import { frameOf, type Whole } from "./asked";
import classes from "./Side.module.css";

const DRIFTS = ["hair", "wardrobe", "scar", "face", "hands", "prop"] as const;
type Tick = Whole["drift"][number];

interface ContinuityProps {
  project: string;
  take: Whole;
  onFrame: (frame: number) => void;
  onDrift: (ticks: Tick[]) => void;
}

export function Continuity({ project, take, onFrame, onDrift }: ContinuityProps) {
  const card = take.card as { continuity_in?: string; continuity_out?: string } | null;
  const people = take.continuity.filter((one) => one.kind === "character");
  return (
    <>
      <section className={classes.block}>
        <h3>At the cut</h3>
        <div className={classes.cuts}>
          <Neighbour project={project} of={take.before} last />
          <Own {...{ project, take, onFrame }} frame={0} says="first" />
          <Own {...{ project, take, onFrame }} frame={take.frames - 1} says="last" />
          <Neighbour project={project} of={take.after} />
        </div>
      </section>
      <section className={classes.block}>
        <h3>Must keep</h3>
        <dl className={classes.facts}>
          {card?.continuity_in && (
            <>
              <dt>Comes in</dt>
              <dd>{card.continuity_in}</dd>
            </>
          )}
          {card?.continuity_out && (
            <>
              <dt>Goes out</dt>
              <dd>{card.continuity_out}</dd>
            </>
          )}
        </dl>
        <ul className={classes.plain}>
          {take.continuity.map((one) => (
            <li key={one.asset} className={classes.kept}>
              <Link to={`/p/${project}/library/${one.asset}`}>{one.name}</Link>
              {one.here && <span>here: {one.here}</span>}
              {one.last && (
                <span>
                  {one.last_shot}: {one.last}
                </span>
              )}
              {one.locked && <span className="quiet">locked: {one.locked}</span>}
            </li>
          ))}
        </ul>
        {take.continuity.length === 0 && <p className="quiet">Nobody and nothing of the library is in this shot.</p>}
      </section>
      {people.length > 0 && (
        <section className={classes.block}>
          <h3>Drift</h3>
          {people.map((one) => (
            <fieldset key={one.asset} className={classes.drift}>
              <legend>{one.name}</legend>
              {DRIFTS.map((what) => (
                <label key={what}>
                  <input
                    type="checkbox"
                    checked={has(take.drift, one.asset, what)}
                    onChange={() => onDrift(turned(take.drift, one.asset, what))}
                  />
                  {what}
                </label>
              ))}
            </fieldset>
          ))}
        </section>
      )}
    </>
  );
}

function has(ticks: readonly Tick[], asset: string, what: Tick["what"]): boolean {
  return ticks.some((one) => one.asset === asset && one.what === what);
}

function turned(ticks: Tick[], asset: string, what: Tick["what"]): Tick[] {
  if (!has(ticks, asset, what)) return [...ticks, { asset, what }];
  return ticks.filter((one) => one.asset !== asset || one.what !== what);
}

function Neighbour({ project, of, last }: { project: string; of: Whole["before"]; last?: boolean }) {
  if (!of) return <div className={classes.none}>{last ? "opens the film" : "ends the film"}</div>;
  return (
    <Link to={`/p/${project}/takes/${of.take}`} className={classes.cut}>
      <img
        src={frameOf(project, of.take, last ? of.frames - 1 : 0)}
        alt={`${last ? "Last" : "First"} frame of ${of.take}`}
      />
      <span>
        <StateMark state={of.state} /> <span className="code">{of.take}</span>
      </span>
    </Link>
  );
}

interface OwnProps {
  project: string;
  take: Whole;
  frame: number;
  says: string;
  onFrame: (frame: number) => void;
}

function Own({ project, take, frame, says, onFrame }: OwnProps) {
  return (
    <button type="button" className={classes.cut} data-own onClick={() => onFrame(frame)}>
      <img src={frameOf(project, take.take, frame)} alt={`The ${says} frame of this take`} />
      <span>this take, {says}</span>
    </button>
  );
}
