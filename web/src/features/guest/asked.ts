/** What a guest asks of the studio: by the secret of their link alone. */
import { $api, api, type Schemas } from "~/api/client";
import type { Mark, Viewing } from "~/player";
import type { AskViewing } from "~/timeline/useFilm";
import type { MixSource } from "~/timeline/useMix";
import type { Noted } from "./Say";

export type Showing = Schemas["ShowingOut"];
export type Clip = Showing["clips"][number];
export type Film = Schemas["ReelOut"];
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

/** The cut of a link. */
export function useReel(token: string): Told<Film> {
  return $api.useQuery("get", "/api/guest/{token}/cut", { params: { path: { token } } }, { staleTime: Infinity });
}

/** How it is asked by a link what a take is looked at by. */
export function viewingBy(token: string): AskViewing {
  return (take) =>
    $api.queryOptions("get", "/api/guest/{token}/takes/{take}/viewing", {
      params: { path: { token, take } },
    }) as ReturnType<AskViewing>;
}

/** The mix of the cut of a link. */
export function mixOfLink(token: string): MixSource {
  const asked = { params: { path: { token } } };
  return {
    key: $api.queryOptions("get", "/api/guest/{token}/mix", asked).queryKey,
    read: () => api.GET("/api/guest/{token}/mix", asked),
    order: () => api.POST("/api/guest/{token}/mix", asked),
  };
}

/** Notes as marks where they stand. */
export function marksOf(notes: readonly Noted[]): Mark[] {
  return notes.flatMap(({ note, at }) =>
    at === null ? [] : [{ frame: at, kind: "note" as const, label: `${note.who}: ${note.text}` }],
  );
}
