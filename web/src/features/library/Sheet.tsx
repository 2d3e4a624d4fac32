import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "~/api/client";
import { StateMark } from "~/ui/StateMark";
import { edit } from "~/ui/undo";
import { again, beneath, type View, type Whole } from "./asked";
import { OrderSheets } from "./OrderSheets";
import classes from "./Sheet.module.css";

/** An asset by itself, view by view; a view that is approved goes along where a person brought in none. */
export function Sheet({ project, whole }: { project: string; whole: Whole }) {
  const queries = useQueryClient();
  const [ordered, setOrdered] = useState(false);
  const missing = whole.sheet.filter(({ take, fresh }) => !take || !fresh).length;
  const path = { project_id: project };
  const open = whole.sheet.filter(({ take, fresh, state }) => take && fresh && state === "unreviewed");
  const decide = (views: View[], state: View["state"]) => {
    const give = async (one: View, said: View["state"]) =>
      api.POST("/api/projects/{project_id}/takes/{take}/verdict", {
        params: { path: { ...path, take: one.take } },
        body: { state: said },
      });
    const each = (said: (one: View) => View["state"]) => async () => {
      for (const one of views) await give(one, said(one));
      await again(queries);
    };
    const before = (one: View) => (one.state === "unreviewed" ? "maybe" : one.state);
    const label = `${views.length === 1 ? views[0]!.take : `${views.length} views`} ${state}`;
    void edit({ label, run: each(() => state), undo: each(before) }).catch(() => undefined);
  };
  return (
    <>
      <div className={classes.bar}>
        {!ordered && (
          <OrderSheets project={project} only={whole.asset.id} missing={missing} onOrder={() => setOrdered(true)} />
        )}
        {open.length > 1 && (
          <Button variant="default" onClick={() => decide(open, "approved")}>
            Approve all {open.length}
          </Button>
        )}
        <a href={`/api/projects/${project}/sheets.pdf?only=${whole.asset.id}`}>Sheet as PDF</a>
        <span className="quiet">Judged against the words above, not by the prettiest frame</span>
      </div>
      <ul className={classes.views} data-kind={whole.asset.kind}>
        {whole.sheet.map((view) => (
          <li key={view.name}>
            <span className={classes.picture}>
              {view.poster ? (
                <a href={beneath(project, `media/${view.media}`)} target="_blank" rel="noreferrer">
                  <img src={beneath(project, `media/${view.poster}`)} alt={view.says} loading="lazy" />
                </a>
              ) : (
                <span className="quiet">{ordered ? "on order" : "not made"}</span>
              )}
            </span>
            <span className={classes.name} title={view.says}>
              {view.name.toLowerCase().replaceAll("-", " ")}
              {view.take && <StateMark state={view.fresh ? view.state : "stale"} />}
            </span>
            {view.take && (
              <span className={classes.acts}>
                {view.state !== "approved" && (
                  <button type="button" onClick={() => decide([view], "approved")}>
                    Approve
                  </button>
                )}
                {view.state !== "rejected" && (
                  <button type="button" onClick={() => decide([view], "rejected")}>
                    Reject
                  </button>
                )}
              </span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
