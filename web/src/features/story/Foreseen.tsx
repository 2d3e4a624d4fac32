import { Link } from "react-router";
import { $api, api } from "~/api/client";
import { useQueryClient } from "@tanstack/react-query";
import { fail, say } from "~/ui/toast";
import type { Covered, Foresight } from "./script";
import type { Desk } from "./useDesk";
import classes from "./Foreseen.module.css";

type Fate = Foresight["shots"][number]["fate"];
const FATES: Record<Fate, { mark: string; says: string }> = {
  stale: { mark: "~", says: "would be stale" },
  lost: { mark: "×", says: "would lose its words" },
  cut: { mark: "×", says: "would be cut" },
  changed: { mark: "~", says: "would change" },
  replanned: { mark: "↻", says: "would be planned anew" },
  new: { mark: "+", says: "would be new" },
};

interface Props {
  project: string;
  desk: Desk;
  covered: Covered[];
}

/** What saving would make of scenes and shots; with nothing to save, which shots do not fit their words now. */
export function Foreseen({ project, desk, covered }: Props) {
  const { changed, foresight, wrong, waiting } = desk;
  if (!changed) return <Doubts project={project} covered={covered} />;
  if (wrong && !waiting) return <p role="alert">{wrong}</p>;
  if (!foresight) return <p className="quiet">Looking at what this changes.</p>;
  const nothing = foresight.shots.length === 0 && foresight.scenes.length === 0;
  return (
    <div className={classes.seen} data-waiting={waiting || undefined} role="status" aria-label="If you save">
      <p className={classes.sum}>{nothing ? "Saving this changes no shot." : summed(foresight)}</p>
      {foresight.numbered && <p className="quiet">Scene numbers will be written into the headings.</p>}
      <ul className={classes.list}>
        {foresight.scenes.map(({ code, heading, fate }) => (
          <li key={code} data-fate={fate}>
            <span className={classes.mark} aria-hidden="true">
              {FATES[fate].mark}
            </span>
            <span>
              <span className="code">{code}</span> {FATES[fate].says} <span className="quiet">{heading}</span>
            </span>
          </li>
        ))}
      </ul>
      <ul className={classes.list}>
        {foresight.shots.map((one) => (
          <li key={one.shot} data-fate={one.fate}>
            <span className={classes.mark} aria-hidden="true">
              {FATES[one.fate].mark}
            </span>
            <div>
              <Link to={`/p/${project}/shots/${one.shot}`} className="code">
                {one.shot}
              </Link>{" "}
              {FATES[one.fate].says}
              {one.takes > 0 && `, with ${one.takes} ${one.takes === 1 ? "take" : "takes"}`}
              <p className={classes.says}>{one.says}</p>
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** "2 shots would be stale, 1 would be cut; 10 stay as they are." */
export function summed({ shots, kept }: Pick<Foresight, "shots" | "kept">): string {
  const counted = (Object.keys(FATES) as Fate[])
    .map((fate) => ({ fate, many: shots.filter((one) => one.fate === fate).length }))
    .filter(({ many }) => many > 0);
  const told = counted.map(
    ({ fate, many }, at) => `${many}${at === 0 ? (many === 1 ? " shot" : " shots") : ""} ${FATES[fate].says}`,
  );
  const stay = kept === 0 ? "none stays as it is" : kept === 1 ? "1 stays as it is" : `${kept} stay as they are`;
  return told.length === 0 ? `No shot changes; ${stay}.` : `${told.join(", ")}; ${stay}.`;
}

function Doubts({ project, covered }: { project: string; covered: Covered[] }) {
  const queries = useQueryClient();
  const stale = $api.useQuery("get", "/api/projects/{project_id}/shots/stale", {
    params: { path: { project_id: project } },
  });
  const accept = (shot: string) =>
    void api
      .POST("/api/projects/{project_id}/shots/{shot}/accept", { params: { path: { project_id: project, shot } } })
      .then(async () => {
        say(`The card of ${shot} fits its words`);
        await queries.invalidateQueries();
      }, fail);
  const doubts = stale.data ?? [];
  if (doubts.length === 0) {
    return (
      <p className="quiet">
        {covered.length} {covered.length === 1 ? "shot covers its words" : "shots cover their words"} as their cards
        were planned for. Write, and what a save would change stands here.
      </p>
    );
  }
  return (
    <ul className={classes.list} aria-label="Stale shots">
      {doubts.map(({ shot, state, says, was, now }) => (
        <li key={shot} data-fate={state}>
          <span className={classes.mark} aria-hidden="true">
            ~
          </span>
          <div>
            <Link to={`/p/${project}/shots/${shot}`} className="code">
              {shot}
            </Link>{" "}
            {state === "lost" ? "lost its words" : "is stale"}
            <p className={classes.says}>{says}</p>
            <details>
              <summary>Words</summary>
              <p className={classes.was}>{was}</p>
              <p>{now}</p>
            </details>
            <button type="button" className={classes.accept} onClick={() => accept(shot)}>
              Its card fits the words as they are now
            </button>
          </div>
        </li>
      ))}
    </ul>
  );
}
