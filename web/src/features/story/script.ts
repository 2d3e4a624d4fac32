/** What the script page asks and does: revisions, outlines, foresight, saving, files. */
import { $api, api, sendFile, Refused, type Schemas } from "~/api/client";
import { edit } from "~/ui/undo";

export type Revision = Schemas["RevisionOut"];
export type ScriptText = Schemas["ScriptOut"];
export type Outline = Schemas["OutlineOut"];
export type Foresight = Schemas["ForesightOut"];
export type Covered = Schemas["CoveredOut"];
export type Change = Schemas["ChangeOut"];

export function useRevisions(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/script/revisions", {
    params: { path: { project_id: project } },
  });
}

export function useText(project: string, number: number) {
  return $api.useQuery(
    "get",
    "/api/projects/{project_id}/script/revisions/{number}",
    { params: { path: { project_id: project, number } } },
    { staleTime: Infinity, placeholderData: (before: ScriptText | undefined) => before },
  );
}

export function useCovered(project: string) {
  return $api.useQuery("get", "/api/projects/{project_id}/script/shots", {
    params: { path: { project_id: project } },
  });
}

/** Text as the editor holds it: lines end with a line feed alone. */
export function plain(text: string): string {
  return text.replaceAll("\r\n", "\n");
}

/** Where a place counted in characters of a text stands in the editor, which counts otherwise. */
export function placeIn(text: string, characters: number): number {
  let at = 0;
  let lost = 0;
  for (let counted = 0; counted < characters && at < text.length; counted++) {
    const point = text.codePointAt(at)!;
    if (point === 13 && text[at + 1] === "\n") lost++;
    at += point > 0xffff ? 2 : 1;
  }
  return at - lost;
}

export async function outlined(text: string, signal: AbortSignal): Promise<Outline> {
  return (await sendFile("/api/scripts/outline", new Blob([text]), { signal })) as Outline;
}

export async function foreseen(project: string, text: string, signal: AbortSignal): Promise<Foresight> {
  return (await sendFile(`/api/projects/${project}/script/foresee`, new Blob([text]), { signal })) as Foresight;
}

async function revised(project: string, text: string, why: string, parent: number): Promise<Revision> {
  const asked = new URLSearchParams({ why, parent: `${parent}` });
  return (await sendFile(`/api/projects/${project}/script?${asked}`, new Blob([text]))) as Revision;
}

/** Saves a text as the newest revision; undone, the one before is written again as a revision of its own. */
export async function save(project: string, text: string, why: string, from: ScriptText): Promise<Revision> {
  let newest: Revision = from;
  await edit({
    label: why ? `Saved the script: ${why}` : "Saved the script",
    run: async () => {
      newest = await revised(project, text, why, newest.revision);
    },
    undo: async () => {
      newest = await revised(project, from.text, `as revision ${from.revision}`, newest.revision);
    },
  });
  return newest;
}

/** A script file of any kind, as Fountain. */
export async function imported(file: File): Promise<string> {
  const answer = await fetch("/api/scripts/convert?to=fountain", { method: "POST", body: file });
  if (!answer.ok) {
    const problem = (await answer.json()) as Schemas["Problem"];
    throw new Refused(answer.status, problem.code, problem.detail, problem.facts);
  }
  return plain(await answer.text());
}

export async function lock(project: string): Promise<void> {
  await api.POST("/api/projects/{project_id}/script/lock", { params: { path: { project_id: project } } });
}

const KEPT = (project: string) => `rushes:script:${project}`;

/** Words that were not saved, kept in this browser until they are. */
export function unsaved(project: string): { revision: number; text: string } | undefined {
  try {
    return JSON.parse(localStorage.getItem(KEPT(project)) ?? "null") ?? undefined;
  } catch {
    return undefined;
  }
}

export function keepUnsaved(project: string, kept: { revision: number; text: string } | undefined): void {
  try {
    if (kept) localStorage.setItem(KEPT(project), JSON.stringify(kept));
    else localStorage.removeItem(KEPT(project));
  } catch {
    // A browser that keeps nothing: the words are on the page all the same.
  }
}
