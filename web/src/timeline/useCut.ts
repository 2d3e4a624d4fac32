/** The cut, changed by hand: each change says which version it saw, and is undone by going back to it. */
import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo, useState } from "react";
import { $api, api, Refused, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";
import type { Cut } from "./cut";

export type Change = Schemas["CutEdit"]["change"];

/** Versions that say the same as another, since they went back to it. */
const same = new Map<string, number>();

function contentOf(project: string, version: number): number {
  return same.get(`${project} ${version}`) ?? version;
}

function asked(project: string, version?: number) {
  return { params: { path: { project_id: project }, query: version === undefined ? {} : { version } } };
}

export function useCut(project: string, version?: number) {
  return $api.useQuery("get", "/api/projects/{project_id}/cut", asked(project, version));
}

export interface Desk {
  change: (label: string, change: Change) => Promise<void>;
  /** Whether a change is on its way. */
  busy: boolean;
}

/** How the newest cut is changed. */
export function useDesk(project: string): Desk {
  const queries = useQueryClient();
  const [busy, setBusy] = useState(false);
  const key = useMemo(
    () => $api.queryOptions("get", "/api/projects/{project_id}/cut", asked(project)).queryKey,
    [project],
  );
  const send = useCallback(
    async (change: Change): Promise<Cut> => {
      const seen = queries.getQueryData<Cut>(key)?.newest ?? 1;
      setBusy(true);
      try {
        const { data } = await api.POST("/api/projects/{project_id}/cut/edits", {
          params: { path: { project_id: project } },
          body: { seen, change },
        });
        queries.setQueryData(key, data);
        return data!;
      } catch (error) {
        if (error instanceof Refused && error.code === "cut_overtaken")
          void queries.invalidateQueries({ queryKey: key });
        throw error;
      } finally {
        setBusy(false);
      }
    },
    [key, project, queries],
  );
  const change = useCallback(
    async (label: string, wished: Change) => {
      let before = 0;
      let after = 0;
      const run = async (): Promise<void> => {
        before = queries.getQueryData<Cut>(key)?.newest ?? 1;
        after = (await send(wished)).newest;
      };
      const undo = async (): Promise<void> => {
        const now = queries.getQueryData<Cut>(key)?.newest ?? after;
        if (contentOf(project, now) !== contentOf(project, after)) {
          throw new Error("The cut was changed since; go back to an earlier version instead.");
        }
        if (before === after) return;
        const back = await send({ do: "restore", version: before });
        same.set(`${project} ${back.newest}`, contentOf(project, before));
      };
      await edit({ label, run, undo }).catch(() => undefined);
    },
    [key, project, queries, send],
  );
  return { change, busy };
}
