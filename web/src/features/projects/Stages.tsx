import { useSearchParams, Link } from "react-router";
import { useKeys } from "~/ui/keys";
import type { Stage } from "./asked";
import classes from "./Stages.module.css";
import { Things } from "./Waits";

/** The six stages side by side; the chosen one shows what goes in, what comes out, and its risk as it stands. */
export function Stages({ project, stages }: { project: string; stages: Stage[] }) {
  const [asked, setAsked] = useSearchParams();
  const shown = stages.find(({ id }) => id === asked.get("stage")) ?? worst(stages);
  const choose = (id: string) => setAsked({ stage: id }, { replace: true });
  useKeys(
    "Home",
    stages.map(({ id, title }, place) => ({ keys: `${place + 1}`, says: title, run: () => choose(id) })),
  );
  return (
    <section aria-label="Stages" className={classes.stages}>
      <div className={classes.strip} role="tablist" aria-label="Stages">
        {stages.map((stage, place) => (
          <button
            key={stage.id}
            type="button"
            role="tab"
            id={`stage-${stage.id}`}
            aria-selected={stage === shown}
            aria-controls="stage"
            title={`${place + 1}`}
            onClick={() => choose(stage.id)}
          >
            <span className={classes.title}>{stage.title}</span>
            <span className={classes.out}>
              {stage.outputs.map(({ label, says }) => `${label}: ${says}`).join(" · ")}
            </span>
            <Mark risk={stage.risk} />
          </button>
        ))}
      </div>
      {shown && <Whole project={project} stage={shown} />}
    </section>
  );
}

function Mark({ risk }: { risk: Stage["risk"] }) {
  return risk.count > 0 ? (
    <span className={classes.risk}>
      <span aria-hidden="true">▲</span> {risk.count.toLocaleString("en-US")} at risk
    </span>
  ) : (
    <span className={classes.clear}>
      <span aria-hidden="true">✓</span> clear
    </span>
  );
}

function Whole({ project, stage }: { project: string; stage: Stage }) {
  return (
    <div className={classes.whole} id="stage" role="tabpanel" aria-labelledby={`stage-${stage.id}`}>
      <Items title="In" items={stage.inputs} />
      <Items title="Out" items={stage.outputs} />
      <div>
        <h2>Risk: {stage.risk.named}</h2>
        <p className={classes.says}>{stage.risk.says}</p>
        <Things things={stage.risk.things} count={stage.risk.count} most={12} />
        <p className={classes.go}>
          <Link to={`/p/${project}/${stage.page}`}>Open {stage.title.toLowerCase()}</Link>
        </p>
      </div>
    </div>
  );
}

function Items({ title, items }: { title: string; items: Stage["inputs"] }) {
  return (
    <div>
      <h2>{title}</h2>
      <dl className={classes.items}>
        {items.map((item) => (
          <div key={item.label}>
            <dt>
              <span aria-hidden="true" data-done={item.done || undefined}>
                {item.done ? "✓" : "○"}
              </span>
              {item.label}
              <span className="only-heard">{item.done ? ", there" : ", missing"}</span>
            </dt>
            <dd title={item.says}>{item.says || "not said"}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** The first stage at risk, or the first. */
function worst(stages: Stage[]): Stage | undefined {
  return stages.find(({ risk }) => risk.count > 0) ?? stages[0];
}
