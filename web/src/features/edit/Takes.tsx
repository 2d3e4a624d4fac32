/** The takes of a shot: the one in the cut, and those that could stand there instead. */
import { Button } from "@mantine/core";
import { Link } from "react-router";
import { $api } from "~/api/client";
import { StateMark } from "~/ui/StateMark";
import { Answer, Loading } from "~/ui/page";
import type { CutPiece } from "~/timeline/cut";
import classes from "./Inspector.module.css";
import type { Editing } from "./useEditing";

/** How many takes are seen side by side. */
const MOST = 4;

interface Props {
  project: string;
  piece: CutPiece;
  editing: Editing;
  open: boolean;
}

export function Takes({ project, piece, editing, open }: Props) {
  const asked = $api.useQuery("get", "/api/projects/{project_id}/takes", {
    params: { path: { project_id: project }, query: { of: `shot:${piece.name}` } },
  });
  const others = (asked.data ?? []).map(({ take }) => take).filter((take) => take !== piece.take);
  const compared = [piece.take, ...others].filter(Boolean).slice(0, MOST).join();
  return (
    <section aria-label="Takes">
      <div className={classes.section}>
        <span>Takes</span>
        {others.length > 0 && (
          <Button variant="subtle" size="compact-xs" component={Link} to={`/p/${project}/screen/${compared}`}>
            Compare
          </Button>
        )}
        {piece.pinned && (
          <Button variant="subtle" size="compact-xs" disabled={!open} onClick={() => editing.take(piece, "")}>
            As review chose
          </Button>
        )}
      </div>
      <Answer of={asked} loading={<Loading rows={2} height={50} />}>
        {(takes) => (
          <ul className={classes.takes}>
            {takes.map((take, place) => {
              const failed = take.findings.filter((one) => one.outcome === "failed").length;
              return (
                <li key={take.take}>
                  <button
                    type="button"
                    className={classes.take}
                    aria-pressed={take.take === piece.take}
                    disabled={!open || take.state === "rejected" || take.take === piece.take}
                    title={take.take === piece.take ? "In the cut" : `Cut with it (${place + 1})`}
                    onClick={() => editing.take(piece, take.take)}
                  >
                    <img src={`/api/projects/${project}/media/${take.poster}`} alt="" loading="lazy" />
                    <span className={classes.about}>
                      <span className="code">{take.take.split("-").at(-1)}</span>
                      <span className="quiet">
                        {take.frames} f{failed ? ` · ${failed} failed` : ""}
                      </span>
                    </span>
                    <StateMark state={take.state} named />
                  </button>
                </li>
              );
            })}
          </ul>
        )}
      </Answer>
    </section>
  );
}
