/** Verdicts as edits: given with what there is to say, taken back by undo. */
import { useCallback } from "react";
import { api } from "~/api/client";
import { STATES } from "~/ui/StateMark";
import { edit } from "~/ui/undo";
import type { State, Whole } from "./asked";
import type { Draft } from "./draft";
import { useRefresh } from "./useRefresh";

/** Gives a verdict (an approval after which people are `missing` is kept); taking it back lets the one before it stand again, unless somebody gave another since. */
export function useVerdict(
  project: string,
): (take: string, state: State, draft: Draft, missing?: number) => Promise<void> {
  const refresh = useRefresh();
  return useCallback(
    async (take, state, { words, answers }, missing = 0) => {
      const at = { path: { project_id: project, take } };
      let given: Promise<number> = Promise.resolve(0);
      await edit({
        label: missing ? `${take}: your approval is kept, ${missing} more needed` : `${take} ${named(state)}`,
        run: async () => {
          await api.POST("/api/projects/{project_id}/takes/{take}/verdict", {
            params: at,
            body: { state, ...words, answers },
          });
          given = standing(project, take);
          void refresh();
        },
        undo: async () => {
          await api.DELETE("/api/projects/{project_id}/takes/{take}/verdict", {
            params: { ...at, query: { seen: await given } },
          });
          await refresh();
        },
      });
    },
    [project, refresh],
  );
}

function named(state: State): string {
  return STATES[state].name.toLowerCase();
}

async function standing(project: string, take: string): Promise<number> {
  const { data } = await api.GET("/api/projects/{project_id}/takes/{take}/whole", {
    params: { path: { project_id: project, take } },
  });
  return (data as Whole | undefined)?.verdict?.id ?? 0;
}
