/** What orders would cost and meet, and ordering exactly what was seen. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebouncedValue } from "@mantine/hooks";
import { api, type Schemas } from "~/api/client";
import { IN_TURN } from "~/ui/turn";
import type { Card } from "./card";

/** A pre-flight; of a run also the prompt of all its shots, and the share of each. */
export type Preflight = Schemas["PreflightOut"] & { run?: Pick<Schemas["RunOut"], "shared" | "shots"> };
export type Kind = "takes" | "panels" | "recasts" | "runs";
export type Follow = Schemas["Follow"];

export interface Asked {
  provider: string;
  takes: number;
  draft: boolean;
  audio: boolean;
  pass: number;
  change: string;
  /** Null: a new one for each take. */
  seed: number | null;
  /** References that are left out, as a pre-flight calls them. */
  without: string[];
  /** Of the orders that wait the lowest goes first. */
  priority: number;
  /** What a recast is shown of the take; nothing said: what its model is made for. */
  follow: Follow[];
}

export const USUAL: Asked = {
  provider: "",
  takes: 1,
  draft: false,
  audio: true,
  pass: 1,
  change: "",
  seed: null,
  without: [],
  priority: IN_TURN,
  follow: [],
};

/** What is asked of a model that is named, never of the production's usual one. */
const CHOSEN = new Set<Kind>(["recasts", "runs"]);

function making(shots: string[], { provider, takes, draft, audio, seed, without, priority }: Asked) {
  return { shots, provider, takes, draft, audio, seed, without, priority };
}

function passing(asked: Asked) {
  return { number: asked.pass, of: "", change: asked.pass === 1 ? "" : asked.change };
}

/**
 * What takes or panels of these shots would cost; of a shot with its card as it is before it is kept, where said.
 * While it is `old` it answers what was wished before.
 */
export function usePreflight(project: string, kind: Kind, shots: string[], asked: Asked, card?: Card) {
  const [wish] = useDebouncedValue({ shots, asked, card }, 250);
  const params = { params: { path: { project_id: project } } };
  const asking = useQuery({
    queryKey: ["preflight", project, kind, wish],
    queryFn: async (): Promise<Preflight> => {
      if (kind === "panels") {
        const { provider, takes, priority } = wish.asked;
        const said = { ...params, body: { shots: wish.shots, provider, takes, priority } };
        return (await api.POST("/api/projects/{project_id}/panels/preflight", said)).data as Preflight;
      }
      const made = making(wish.shots, wish.asked);
      if (kind === "recasts") {
        const said = { ...params, body: { ...made, surface: "", follow: wish.asked.follow } };
        return (await api.POST("/api/projects/{project_id}/recasts/preflight", said)).data as Preflight;
      }
      if (kind === "runs") {
        const said = { ...params, body: { ...made, pass: passing(wish.asked) } };
        const { preflight, ...run } = (await api.POST("/api/projects/{project_id}/runs/preflight", said))
          .data as Schemas["RunOut"];
        return { ...preflight, run };
      }
      const said = { ...params, body: { ...made, pass: passing(wish.asked), card: wish.card ?? null } };
      return (await api.POST("/api/projects/{project_id}/orders/preflight", said)).data as Preflight;
    },
    enabled: shots.length > 0 && (!CHOSEN.has(kind) || wish.asked.provider !== ""),
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
  return { ...asking, old: asking.isFetching || wish.asked !== asked };
}

/** What can be left out: what goes along with these orders, and what was left out already. */
export function leavable(seen: Preflight | undefined, without: string[]): string[] {
  return [...new Set([...(seen?.orders.flatMap(({ references }) => references) ?? []), ...without])].sort();
}

/** Order what was seen under this digest. */
export async function order(project: string, kind: Kind, shots: string[], asked: Asked, digest: string): Promise<void> {
  const params = { params: { path: { project_id: project } } };
  if (kind === "panels") {
    const { provider, takes, priority } = asked;
    const body = { shots, provider, takes, priority, digest };
    await api.POST("/api/projects/{project_id}/panels/batches", { ...params, body });
  } else if (kind === "recasts") {
    const body = { ...making(shots, asked), surface: "", follow: asked.follow, digest };
    await api.POST("/api/projects/{project_id}/recasts", { ...params, body });
  } else if (kind === "runs") {
    const body = { ...making(shots, asked), pass: passing(asked), digest };
    await api.POST("/api/projects/{project_id}/runs", { ...params, body });
  } else {
    const body = { ...making(shots, asked), pass: passing(asked), digest };
    await api.POST("/api/projects/{project_id}/orders", { ...params, body });
  }
}

export interface Note {
  kind: "Refused" | "Not asked" | "Left out" | "Doubt" | "By eye";
  says: string;
  of: string[];
}

const RANK: Note["kind"][] = ["Refused", "Not asked", "Left out", "Doubt", "By eye"];

/**
 * What speaks against the orders or is lost on the way, each thing said once with the shots it is said of; why something
 * is left out is said of what is left out.
 */
export function notes(seen: Preflight): Note[] {
  const found = new Map<string, Note>();
  const note = (kind: Note["kind"], says: string, of: string) => {
    const known = found.get(kind + says);
    if (!known) found.set(kind + says, { kind, says, of: [of] });
    else if (!known.of.includes(of)) known.of.push(of);
  };
  Object.entries(seen.unasked).forEach(([shot, why]) => note("Not asked", why, shot));
  seen.orders.forEach(({ subject, stops, cut, warnings, unchecked }) => {
    if (stops) note("Refused", stops, subject);
    cut.forEach((says) => {
      const [what, why] = [says.slice(0, says.indexOf(": ")), says.slice(says.indexOf(": ") + 2)];
      note("Left out", why, what);
    });
    warnings.forEach((says) => note("Doubt", says, subject));
    unchecked.forEach((says) => note("By eye", says, subject));
  });
  return [...found.values()].sort((one, other) => RANK.indexOf(one.kind) - RANK.indexOf(other.kind));
}
