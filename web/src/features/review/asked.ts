/** What the dailies room asks of the studio. */
import { $api, type Schemas } from "~/api/client";
import { useViewing } from "~/player";

export type Queue = Schemas["QueueOut"];
export type Row = Schemas["DailyRow"];
export type Whole = Schemas["WholeOut"];
export type Note = Schemas["NoteOut"];
export type Review = Schemas["ReviewOut"];
export type State = "rejected" | "maybe" | "selected" | "approved";
export type By = Queue["by"];
export type Stroke = Schemas["Stroke"];

export const BYS: { value: By; label: string }[] = [
  { value: "scene", label: "Scenes" },
  { value: "pass", label: "Passes" },
  { value: "day", label: "Days" },
];

export function useQueue(project: string, by: By, only: string) {
  return $api.useQuery(
    "get",
    "/api/projects/{project_id}/dailies",
    { params: { path: { project_id: project }, query: { by, only } } },
    { placeholderData: (before) => before },
  );
}

interface Told<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

export function useWhole(project: string, take: string): Told<Whole> {
  // The client forgets that pairs are pairs.
  return $api.useQuery(
    "get",
    "/api/projects/{project_id}/takes/{take}/whole",
    { params: { path: { project_id: project, take } } },
    { enabled: take !== "" },
  ) as Told<Whole>;
}

/** What is looked at next is asked for while this is judged, so that it is there at once. */
export function useAhead(project: string, take: string | null): void {
  useWhole(project, take ?? "");
  useViewing(project, take);
}

export function useReview(project: string, review: string) {
  return $api.useQuery(
    "get",
    "/api/projects/{project_id}/reviews/{review}",
    { params: { path: { project_id: project, review } } },
    { enabled: review !== "" },
  );
}

/** Queries of a production that a change of this kind concerns, to be asked again at once. */
export const CONCERNED = /\/(dailies|whole|reviews|notes|guests|drift)/;

/** The address of a frame of a take as a picture. */
export function frameOf(project: string, take: string, frame: number): string {
  return `/api/projects/${project}/takes/${take}/frames/${frame}.jpg`;
}

/** The address of a file of the production. */
export function fileOf(project: string, sha: string): string {
  return `/api/projects/${project}/media/${sha}`;
}
