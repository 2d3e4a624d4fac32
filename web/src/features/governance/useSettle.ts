import { useQueryClient } from "@tanstack/react-query";
import { api } from "~/api/client";
import { edit } from "~/ui/undo";
import type { Settings } from "./asked";

/** Changes the settings of a production against the version that was seen; undoing is a change like any. */
export function useSettle(project: string) {
  const queries = useQueryClient();
  const params = { path: { project_id: project } };
  const put = async (settings: Settings, seen: string) => {
    const { data } = await api.PUT("/api/projects/{project_id}/settings", { params, body: { settings, seen } });
    queries.setQueryData(["get", "/api/projects/{project_id}/settings", { params }], data);
    return data!.version;
  };
  return async (label: string, now: Settings, to: Settings, seen: string) => {
    let left = seen;
    const done = edit({
      label,
      run: async () => (left = await put(to, left)),
      undo: async () => (left = await put(now, left)),
    });
    await done.finally(() => queries.invalidateQueries({ queryKey: ["get", "/api/projects/{project_id}/settings"] }));
    await queries.invalidateQueries({ queryKey: ["get", "/api/productions"] });
  };
}
