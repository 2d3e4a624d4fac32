/** What the pages of productions ask the studio. */
import { $api, sendFile, type Schemas } from "~/api/client";

export type Home = Schemas["HomeOut"];
export type Stage = Schemas["StageOut"];
export type Line = Schemas["ProductionOut"];

const of = (project: string) => ({ params: { path: { project_id: project } } });

export function useHome(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/home", of(project));
}

export function useProductions() {
  return $api.useQuery("get", "/api/productions");
}

export function useBudget(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/budget", of(project));
}

/** What it takes to finish; worked out from every take there is, so a page asks only when it may. */
export function useForecast(project: string, enabled: boolean) {
  return $api.useQuery("get", "/api/projects/{project_id}/forecast", of(project), { staleTime: 60_000, enabled });
}

/** A picture of a take, by the hash of its poster. */
export function posterOf(project: string, sha: string): string {
  return `/api/projects/${project}/media/${sha}`;
}

/** Where a production's folder is downloaded from, as one ZIP file. */
export function folderOf(project: string): string {
  return `/api/projects/${project}/folder.zip`;
}

/** Opens a production with a script file, or the ZIP file of a folder; its id. */
export async function open(file: Blob, kind: "script" | "folder", title = ""): Promise<string> {
  if (kind === "folder") {
    const opened = (await sendFile("/api/projects/folder", file)) as Schemas["OpenedOut"];
    return opened.production.id;
  }
  const asked = title ? `?title=${encodeURIComponent(title)}` : "";
  const made = (await sendFile(`/api/projects${asked}`, file)) as Schemas["ProjectOut"];
  return made.id;
}
