/** The cut, changed by hand: each change says which version it saw, and is undone by going back to it. */
import { replaceEqualDeep, useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useMemo, useSyncExternalStore } from "react";
import { $api, api, Refused, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";
import { foreseen, type Cut } from "./cut";

export type Change = Schemas["CutEdit"]["change"];

function asked(project: string, version?: number) {
  return { params: { path: { project_id: project }, query: version === undefined ? {} : { version } } };
}

export function useCut(project: string, version?: number) {
  return $api.useQuery("get", "/api/projects/{project_id}/cut", asked(project, version), { structuralSharing: newer });
}

/** What is known of a cut: an answer that was overtaken on its way takes no version back. */
export function newer(known: unknown, told: unknown): unknown {
  const [before, now] = [known as Cut | undefined, told as Cut];
  return before && now.newest < before.newest ? before : replaceEqualDeep(before, now);
}

/** How the newest cut of a production is changed: one change after another, each shown at once. */
export class Desk {
  /** Versions that say the same as another, since they went back to it. */
  private readonly same = new Map<number, number>();
  private pending: readonly Change[] = [];
  private readonly watchers = new Set<() => void>();
  private readonly key;

  constructor(
    private readonly queries: QueryClient,
    private readonly project: string,
  ) {
    this.key = $api.queryOptions("get", "/api/projects/{project_id}/cut", asked(project)).queryKey;
  }

  /** Makes a change that can be undone; what goes wrong is said. */
  readonly change = async (label: string, wished: Change): Promise<void> => {
    this.show(wished);
    let before = 0;
    let after = 0;
    const run = async (): Promise<void> => {
      [before, after] = await this.send(wished);
    };
    const undo = async (): Promise<void> => {
      const now = this.cut()?.newest ?? after;
      if (this.contentOf(now) !== this.contentOf(after)) {
        throw new Error("The cut was changed since; go back to an earlier version instead.");
      }
      if (before === after) return;
      const [, back] = await this.send({ do: "restore", version: before });
      this.same.set(back, this.contentOf(before));
    };
    await edit({ label, run, undo }).catch(() => undefined);
  };

  readonly subscribe = (tell: () => void): (() => void) => {
    this.watchers.add(tell);
    return () => this.watchers.delete(tell);
  };

  /** The changes that are on their way. */
  readonly underway = (): readonly Change[] => this.pending;

  private cut(): Cut | undefined {
    return this.queries.getQueryData<Cut>(this.key);
  }

  private contentOf(version: number): number {
    return this.same.get(version) ?? version;
  }

  /** Shows a change before it is sent: those before it may not be answered yet. */
  private show(change: Change): void {
    if (!this.pending.includes(change)) this.stand([...this.pending, change]);
  }

  /** Sends a change; gives the version before and after it. */
  private async send(change: Change): Promise<[number, number]> {
    this.show(change);
    const seen = this.cut()?.newest ?? 1;
    try {
      const { data } = await api.POST("/api/projects/{project_id}/cut/edits", {
        params: { path: { project_id: this.project } },
        body: { seen, change },
      });
      this.answered(change, data!);
      return [seen, data!.newest];
    } catch (error) {
      this.answered(change, undefined);
      if (error instanceof Refused) void this.queries.invalidateQueries({ queryKey: this.key });
      throw error;
    }
  }

  /** What the studio said is shown before the change is forgotten, or for a moment it would seem undone. */
  private answered(change: Change, data: Cut | undefined): void {
    if (data) this.queries.setQueryData(this.key, data);
    setTimeout(() => this.stand(this.pending.filter((one) => one !== change)));
  }

  private stand(pending: readonly Change[]): void {
    this.pending = pending;
    this.watchers.forEach((tell) => tell());
  }
}

export function useDesk(project: string): Desk {
  const queries = useQueryClient();
  return useMemo(() => new Desk(queries, project), [queries, project]);
}

/** The newest cut as it will be once what is on its way was answered; each change may be in it already. */
export function useShown(desk: Desk, cut: Cut): Cut {
  const underway = useSyncExternalStore(desk.subscribe, desk.underway);
  return useMemo(() => (cut.version.version === cut.newest ? underway.reduce(foreseen, cut) : cut), [cut, underway]);
}
