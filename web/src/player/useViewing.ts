/** Viewings, asked of the studio; what is being made is asked for again until it is there. */
import { $api } from "~/api/client";
import type { Viewing } from "./viewing";

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

const SOON_MS = 400;
const LATER_MS = 1500;

/** What a take is looked at by; nothing is asked while the take is null. */
export function useViewing(project: string, take: string | null): Asked<Viewing> {
  return $api.useQuery(
    "get",
    "/api/projects/{project_id}/takes/{take}/viewing",
    { params: { path: { project_id: project, take: take ?? "" } } },
    {
      enabled: take !== null,
      staleTime: Infinity,
      refetchInterval: ({ state }) => (state.data?.state === "making" ? SOON_MS : false),
    },
  );
}

/** What the takes of a subject (`shot:S01-SH01`), or of every subject of a kind (`shot`), are looked at by. */
export function useViewings(project: string, of: string): Asked<Viewing[]> {
  return $api.useQuery(
    "get",
    "/api/projects/{project_id}/viewings",
    { params: { path: { project_id: project }, query: { of } } },
    { refetchInterval: ({ state }) => (state.data?.some((one) => one.state === "making") ? LATER_MS : false) },
  );
}
