/** Which models can make several shots of a scene as one clip, and whether what is chosen is such. */
import { $api } from "~/api/client";
import type { Shot } from "./useBoard";

export interface Runner {
  /** The provider and its model, as one orders it: `ark/seedance-2.0`. */
  value: string;
  shots: number;
  seconds: number;
}

interface Provider {
  id: string;
  lacks: string;
  models: { id: string; makes: string; shots: number; seconds: number[] }[];
}

export function runners(providers: Provider[]): Runner[] {
  return providers
    .filter(({ lacks }) => !lacks)
    .flatMap(({ id, models }) =>
      models
        .filter(({ makes, shots }) => makes === "video" && shots > 1)
        .map((model) => ({ value: `${id}/${model.id}`, shots: model.shots, seconds: model.seconds[1]! })),
    );
}

export function useRunners(project: string): Runner[] {
  const params = { params: { path: { project_id: project } } };
  const { data = [] } = $api.useQuery("get", "/api/projects/{project_id}/providers", params);
  return runners(data);
}

/** The first model that could hold these shots, all of one scene; else the first that holds so many; empty if none. */
export function runnerOf(known: Runner[], chosen: Pick<Shot, "scene" | "seconds">[]): string {
  if (chosen.length < 2 || chosen.some(({ scene }) => scene !== chosen[0]!.scene)) return "";
  const total = chosen.reduce((sum, { seconds }) => sum + seconds, 0);
  const many = known.filter(({ shots }) => shots >= chosen.length);
  return (many.find(({ seconds }) => seconds >= total) ?? many[0])?.value ?? "";
}
