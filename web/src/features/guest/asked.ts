/** What a guest asks of the studio: by the secret of their link alone. */
import { $api, type Schemas } from "~/api/client";
import type { Mark, Viewing } from "~/player";
import type { Noted } from "./Say";

export type Showing = Schemas["ShowingOut"];
export type Clip = Showing["clips"][number];
export type State = "rejected" | "maybe" | "selected";

const SOON_MS = 500;

interface Told<T> {
  data: T | undefined;
  error: unknown;
  refetch: () => unknown;
}

export function useShowing(token: string): Told<Showing> {
  // The client forgets that pairs are pairs.
  return $api.useQuery(
    "get",
    "/api/guest/{token}",
    { params: { path: { token } } },
    { retry: false, refetchInterval: 30_000 },
  ) as Told<Showing>;
}

export function useClip(token: string, take: string): Told<Viewing> {
  return $api.useQuery(
    "get",
    "/api/guest/{token}/takes/{take}/viewing",
    { params: { path: { token, take } } },
    { staleTime: Infinity, refetchInterval: ({ state }) => (state.data?.state === "making" ? SOON_MS : false) },
  );
}

/** Notes as marks where they stand. */
export function marksOf(notes: readonly Noted[]): Mark[] {
  return notes.flatMap(({ note, at }) =>
    at === null ? [] : [{ frame: at, kind: "note" as const, label: `${note.who}: ${note.text}` }],
  );
}
