/** What orders would cost and meet, and ordering exactly what was seen. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useDebouncedValue } from "@mantine/hooks";
import { api, type Schemas } from "~/api/client";
import type { Card } from "./card";

export type Preflight = Schemas["PreflightOut"];
export type Kind = "takes" | "panels";

export interface Asked {
  provider: string;
  takes: number;
  draft: boolean;
  audio: boolean;
  pass: number;
  change: string;
}

export const USUAL: Asked = { provider: "", takes: 1, draft: false, audio: true, pass: 1, change: "" };

function body(shots: string[], asked: Asked) {
  const { provider, takes, draft, audio, pass, change } = asked;
  const go = { number: pass, of: "", change: pass === 1 ? "" : change };
  return { shots, provider, takes, draft, audio, without: [], pass: go };
}

/** What takes or panels of these shots would cost; of a shot with its card as it is before it is kept, where said. */
export function usePreflight(project: string, kind: Kind, shots: string[], asked: Asked, card?: Card) {
  const [wish] = useDebouncedValue({ shots, asked, card }, 250);
  const params = { params: { path: { project_id: project } } };
  return useQuery({
    queryKey: ["preflight", project, kind, wish],
    queryFn: async (): Promise<Preflight> => {
      if (kind === "panels") {
        const { provider, takes } = wish.asked;
        const said = { ...params, body: { shots: wish.shots, provider, takes } };
        return (await api.POST("/api/projects/{project_id}/panels/preflight", said)).data as Preflight;
      }
      const said = { ...params, body: { ...body(wish.shots, wish.asked), card: wish.card ?? null } };
      return (await api.POST("/api/projects/{project_id}/orders/preflight", said)).data as Preflight;
    },
    enabled: shots.length > 0,
    placeholderData: keepPreviousData,
    staleTime: 0,
    retry: false,
  });
}

/** Order what was seen under this digest. */
export async function order(project: string, kind: Kind, shots: string[], asked: Asked, digest: string): Promise<void> {
  const params = { params: { path: { project_id: project } } };
  if (kind === "panels") {
    const { provider, takes } = asked;
    await api.POST("/api/projects/{project_id}/panels/batches", {
      ...params,
      body: { shots, provider, takes, digest },
    });
  } else {
    await api.POST("/api/projects/{project_id}/orders", { ...params, body: { ...body(shots, asked), digest } });
  }
}

export interface Note {
  kind: "Refused" | "Not asked" | "Left out" | "Doubt" | "By eye";
  says: string;
  of: string[];
}

const RANK: Note["kind"][] = ["Refused", "Not asked", "Left out", "Doubt", "By eye"];

/** What speaks against the orders or is lost on the way, each thing said once with the shots it is said of. */
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
    cut.forEach((says) => note("Left out", says, subject));
    warnings.forEach((says) => note("Doubt", says, subject));
    unchecked.forEach((says) => note("By eye", says, subject));
  });
  return [...found.values()].sort((one, other) => RANK.indexOf(one.kind) - RANK.indexOf(other.kind));
}
