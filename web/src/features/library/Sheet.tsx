import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { api, $api } from "~/api/client";
import { StateMark } from "~/ui/StateMark";
import { say } from "~/ui/toast";
import { edit } from "~/ui/undo";
import { again, beneath, type View, type Whole } from "./asked";
import classes from "./Sheet.module.css";

/** An asset by itself, view by view; a view that is approved goes along where a person brought in none. */
export function Sheet({ project, whole }: { project: string; whole: Whole }) {
  const queries = useQueryClient();
  const order = $api.useMutation("post", "/api/projects/{project_id}/sheets", {
    onSuccess: (orders) => say(`${orders.length} ${orders.length === 1 ? "view is" : "views are"} on order`),
  });
  const missing = whole.sheet.filter(({ take, fresh }) => !take || !fresh).length;
  const path = { project_id: project };
  const decide = (view: View, state: View["state"]) => {
    const give = (said: View["state"]) => async () => {
      await api.POST("/api/projects/{project_id}/takes/{take}/verdict", {
        params: { path: { ...path, take: view.take } },
        body: { state: said },
      });
      await again(queries);
    };
    const before = view.state === "unreviewed" ? "maybe" : view.state;
    void edit({ label: `${view.take} is ${state}`, run: give(state), undo: give(before) }).catch(() => undefined);
  };
  return (
    <>
      <div className={classes.bar}>
        {missing > 0 && (
          <Button
            variant="default"
            loading={order.isPending}
            onClick={() => order.mutate({ params: { path }, body: { only: whole.asset.id } })}
          >
            Order {missing} missing {missing === 1 ? "view" : "views"}
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
                <span className="quiet">not made</span>
              )}
            </span>
            <span className={classes.name} title={view.says}>
              {view.name.toLowerCase().replaceAll("-", " ")}
              {view.take && <StateMark state={view.fresh ? view.state : "stale"} />}
            </span>
            {view.take && (
              <span className={classes.acts}>
                {view.state !== "approved" && (
                  <button type="button" onClick={() => decide(view, "approved")}>
                    Approve
                  </button>
                )}
                {view.state !== "rejected" && (
                  <button type="button" onClick={() => decide(view, "rejected")}>
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
