/** The viewings of several takes. */
import { useQueries } from "@tanstack/react-query";
import { $api, api } from "~/api/client";
import type { Viewing } from "~/player";

const SOON_MS = 400;

interface All {
  viewings: (Viewing | undefined)[];
  error: unknown;
  again: (take: string) => void;
}

export function useAll(project: string, takes: readonly string[]): All {
  const found = useQueries({
    queries: takes.map((take) => ({
      ...$api.queryOptions("get", "/api/projects/{project_id}/takes/{take}/viewing", {
        params: { path: { project_id: project, take } },
      }),
      staleTime: Infinity,
      refetchInterval: ({ state }: { state: { data?: Viewing } }) => (state.data?.state === "making" ? SOON_MS : false),
    })),
  });
  return {
    viewings: found.map((one) => one.data),
    error: found.find((one) => one.error)?.error,
    again: (take) => void remake(project, take).then(() => Promise.all(found.map((one) => one.refetch()))),
  };
}

function remake(project: string, take: string) {
  return api.POST("/api/projects/{project_id}/takes/{take}/viewing", {
    params: { path: { project_id: project, take } },
  });
}
