/** How a take was made: request, references, pass, lineage, what differs from another take, every verdict on record. */
import { Select } from "@mantine/core";
import { useState } from "react";
import { Link } from "react-router";
import { $api } from "~/api/client";
import { Ago } from "~/ui/Ago";
import { Answer } from "~/ui/page";
import { StateMark } from "~/ui/StateMark";
import { fileOf, type Whole } from "./asked";
import classes from "./Side.module.css";

export function MadeOf({ project, take }: { project: string; take: Whole }) {
  const { made_in: made } = take;
  return (
    <>
      <section className={classes.block}>
        <h3>Made of</h3>
        <dl className={classes.facts}>
          <dt>By</dt>
          <dd>
            {take.provider}, {take.model}
            {take.seed !== null && `, seed ${take.seed}`}
          </dd>
          {take.part && (
            <>
              <dt>Cut from</dt>
              <dd>
                <Link to={`/p/${project}/takes/${take.part.of}`}>{take.part.of}</Link>, frames {take.part.start} to{" "}
                {take.part.end - 1}. {take.part.says}
              </dd>
            </>
          )}
          <dt>Cost</dt>
          <dd>{take.cost}</dd>
          {take.made_of > 0 && (
            <>
              <dt>Card</dt>
              <dd>
                <Link to={`/p/${project}/shots/${take.shot}`}>version {take.made_of}</Link>
                {take.card_version > take.made_of && ` of ${take.card_version}: the card has changed since`}
              </dd>
            </>
          )}
          <dt>Pass</dt>
          <dd>
            {made.number}
            {made.parent && (
              <>
                , follows <Link to={`/p/${project}/takes/${made.parent}`}>{made.parent}</Link>
              </>
            )}
            {made.change && <>: {made.change}</>}
          </dd>
          {take.children.length > 0 && (
            <>
              <dt>Led to</dt>
              <dd>
                {take.children.map((code) => (
                  <Link key={code} to={`/p/${project}/takes/${code}`}>
                    {code}{" "}
                  </Link>
                ))}
              </dd>
            </>
          )}
        </dl>
        <details>
          <summary>Prompt</summary>
          <p className={classes.prompt}>{take.prompt || "Drawn by rules, without a prompt."}</p>
          {take.negative && <p className="quiet">Not: {take.negative}</p>}
        </details>
      </section>
      {take.references.length > 0 && (
        <section className={classes.block}>
          <h3>References</h3>
          <ul className={classes.plain}>
            {take.references.map((one) => (
              <li key={`${one.asset} ${one.role}`} className={classes.kept}>
                <span>
                  {one.name}, {one.role}
                </span>
                <span className="quiet">{one.says}</span>
                {one.files.map((sha) => (
                  <img
                    key={sha}
                    className={classes.reference}
                    src={fileOf(project, sha)}
                    alt={one.name}
                    loading="lazy"
                  />
                ))}
              </li>
            ))}
          </ul>
        </section>
      )}
      <Differences project={project} take={take} />
      <section className={classes.block}>
        <h3>Verdicts</h3>
        {take.history.length === 0 && <p className="quiet">None yet.</p>}
        <ol className={classes.plain}>
          {take.history.map((one) => (
            <li key={one.id} className={classes.kept} data-quiet={one.taken_back_by !== "" || undefined}>
              <span>
                <StateMark state={one.state} named /> {one.by === "rule" ? `rule “${one.who}”` : one.who},{" "}
                <Ago at={one.at} />
                {one.held && ", would approve"}
                {one.taken_back_by && `, taken back by ${one.taken_back_by}`}
              </span>
              {[one.worked, one.failed, one.note, one.next_action].filter(Boolean).map((text, place) => (
                <span key={place} className="quiet">
                  {text}
                </span>
              ))}
            </li>
          ))}
        </ol>
      </section>
    </>
  );
}

function Differences({ project, take }: { project: string; take: Whole }) {
  const others = take.siblings.filter((one) => one.take !== take.take).map((one) => one.take);
  const [before, setBefore] = useState<string | null>(null);
  const chosen = before && others.includes(before) ? before : null;
  const found = $api.useQuery(
    "get",
    "/api/projects/{project_id}/takes/{before}/diff/{after}",
    { params: { path: { project_id: project, before: chosen ?? "", after: take.take } } },
    { enabled: chosen !== null },
  );
  if (others.length === 0) return null;
  return (
    <section className={classes.block}>
      <h3>Differs from</h3>
      <Select aria-label="Another take" placeholder="Choose a take" data={others} value={chosen} onChange={setBefore} />
      {chosen && (
        <Answer of={found}>
          {(told) => (
            <>
              <p className="quiet">{told.says}</p>
              <dl className={classes.facts}>
                {told.differences.map((one) => (
                  <Difference key={`${one.facet} ${one.name}`} {...one} />
                ))}
              </dl>
            </>
          )}
        </Answer>
      )}
    </section>
  );
}

function Difference({ name, before, after }: { name: string; before: string; after: string }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>
        <del>{before || "nothing"}</del> <ins>{after || "nothing"}</ins>
      </dd>
    </>
  );
}
