import { Button, SegmentedControl } from "@mantine/core";
import { Link } from "react-router";
import { $api } from "~/api/client";
import { Answer } from "~/ui/page";
import { say } from "~/ui/toast";
import classes from "./Gate.module.css";
import { ranked, type Card, type Finding, type usePremise } from "./story";

interface Props {
  project: string;
  premise: ReturnType<typeof usePremise>;
  rule: Card["premise"];
  put: (rule: Card["premise"]) => void;
}

const MARKS = { passed: "✓", doubtful: "?", cannot_judge: "–" };

/** What doubts the story as it is saved: grave doubts first, each with one thing to try; then what its readers say. */
export function Gate({ project, premise, rule, put }: Props) {
  const ask = $api.useMutation("post", "/api/projects/{project_id}/premise/readers", {
    onSuccess: (orders) => say(`${orders.length} ${orders.length === 1 ? "reader is" : "readers are"} reading`),
  });
  return (
    <div className={classes.gate}>
      <Answer of={premise}>
        {({ findings, readers }) => {
          const open = ranked(findings);
          const passed = findings.filter(({ outcome }) => outcome === "passed");
          return (
            <>
              <p className={classes.sum}>
                {open.length === 0
                  ? "Nothing is doubted."
                  : `${open.length} ${open.length === 1 ? "doubt" : "doubts"}, ${passed.length} checks passed`}
              </p>
              <Findings project={project} all={open} />
              {passed.length > 0 && (
                <details>
                  <summary>What passed</summary>
                  <Findings project={project} all={passed} />
                </details>
              )}
              <h3>Readers</h3>
              <p className="quiet">
                Language models that read the story blind and say what they understood; never a verdict.
              </p>
              {readers.every(({ outcome }) => outcome === "cannot_judge") ? (
                <p>Nobody has read the story as it is now.</p>
              ) : (
                <Findings project={project} all={readers} />
              )}
              <Button
                variant="default"
                loading={ask.isPending}
                onClick={() => ask.mutate({ params: { path: { project_id: project } } })}
              >
                Ask the readers
              </Button>
              <h3>A grave doubt</h3>
              <SegmentedControl
                aria-label="What a grave doubt does"
                data={[
                  { value: "warn", label: "Warns" },
                  { value: "block", label: "Holds back every order" },
                ]}
                value={rule}
                onChange={(value) => put(value as Card["premise"])}
              />
            </>
          );
        }}
      </Answer>
    </div>
  );
}

function Findings({ project, all }: { project: string; all: Finding[] }) {
  return (
    <ul className={classes.findings}>
      {all.map((one, at) => (
        <li key={`${one.check} ${at}`} data-outcome={one.outcome} data-severity={one.severity}>
          <span className={classes.mark} aria-hidden="true">
            {one.severity === "grave" && one.outcome === "doubtful" ? "!" : MARKS[one.outcome]}
          </span>
          <div>
            {one.severity === "grave" && one.outcome === "doubtful" && <b>Grave. </b>}
            <Linked project={project} says={one.says} /> <Where project={project} one={one} />
            {one.attempt && <p className={classes.attempt}>Try: {one.attempt}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}

const SHOT = /(\bS\d{2,4}[A-Z]?-SH\d{2,4}[A-Z]?\b)/;

/** A sentence in which each shot it names can be gone to. */
function Linked({ project, says }: { project: string; says: string }) {
  return says.split(SHOT).map((part, at) =>
    at % 2 === 1 ? (
      <Link key={at} to={`/p/${project}/shots/${part}`}>
        {part}
      </Link>
    ) : (
      part
    ),
  );
}

function Where({ project, one }: { project: string; one: Finding }) {
  if (one.shot && one.says.includes(one.shot)) return null;
  if (one.shot) return <Link to={`/p/${project}/shots/${one.shot}`}>{one.shot}</Link>;
  if (one.line) return <Link to={`/p/${project}/script?line=${one.line}`}>line {one.line}</Link>;
  if (one.scene) return <Link to={`/p/${project}/board?scene=${one.scene}`}>{one.scene}</Link>;
  return null;
}
