/** Usable frames and drift as edits. */
import { useCallback } from "react";
import { api, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";
import type { Whole } from "./asked";
import { useRefresh } from "./useRefresh";

type Range = Schemas["Range"];
type Tick = Schemas["TickOut"];

export function useMarks(project: string) {
  const refresh = useRefresh();
  const setUsable = useCallback(
    async (take: Whole, ranges: Range[]) => {
      const before = take.usable.map(({ start, end }) => ({ start, end }));
      const put = async (wanted: Range[], seen: Range[]) => {
        await api.PUT("/api/projects/{project_id}/takes/{take}/usable", {
          params: { path: { project_id: project, take: take.take } },
          body: { ranges: wanted, seen },
        });
        await refresh();
      };
      const last = ranges.at(-1);
      const label = last ? `${take.take} usable from ${last.start} to ${last.end - 1}` : `${take.take}: all usable`;
      await edit({ label, run: () => put(ranges, before), undo: () => put(before, joined(ranges)) });
    },
    [project, refresh],
  );
  const setDrift = useCallback(
    async (take: Whole, ticks: Tick[]) => {
      const put = async (wanted: Tick[]) => {
        await api.PUT("/api/projects/{project_id}/takes/{take}/drift", {
          params: { path: { project_id: project, take: take.take } },
          body: { ticks: wanted },
        });
        await refresh();
      };
      await edit({ label: `Drift in ${take.take}`, run: () => put(ticks), undo: () => put(take.drift) });
    },
    [project, refresh],
  );
  return { setUsable, setDrift };
}

/** Ranges in order, those that meet made one. */
function joined(ranges: Range[]): Range[] {
  const found: Range[] = [];
  for (const range of [...ranges].sort((one, other) => one.start - other.start)) {
    const last = found.at(-1);
    if (last && range.start <= last.end) last.end = Math.max(last.end, range.end);
    else found.push({ ...range });
  }
  return found;
}
