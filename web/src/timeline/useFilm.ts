/** A cut as something to play: its takes' proxies one after another; those near the playhead are asked for first. */
import { useQueries, type QueryFunction } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { $api } from "~/api/client";
import { useSequence, useStanding, type Piece, type Sequence, type Transport, type Viewing } from "~/player";
import { pieceAt, type FilmPiece } from "./cut";

const SOON_MS = 600;
const BLOCK = 24;

/** How it is asked what a take is looked at by: by who works here, or by a guest's link. */
export type AskViewing = (take: string) => {
  queryKey: readonly unknown[];
  // The client types what it is asked with by the address, and there are two.
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  queryFn: QueryFunction<Viewing, any>;
};

/** How it is asked within a production. */
export function viewingIn(project: string): AskViewing {
  return (take) =>
    $api.queryOptions("get", "/api/projects/{project_id}/takes/{take}/viewing", {
      params: { path: { project_id: project, take } },
    }) as ReturnType<AskViewing>;
}

/** What the takes in a cut are looked at by, by code. */
export function useTakeViewings(ask: AskViewing, pieces: readonly FilmPiece[], transport: Transport) {
  const block = useStanding(transport, ({ frame }) => {
    const here = pieceAt(pieces, frame);
    return here ? Math.floor(pieces.indexOf(here) / BLOCK) : 0;
  });
  const [wanted, setWanted] = useState<ReadonlySet<number>>(new Set([0, 1]));
  const near = [block, block + 1].filter((one) => !wanted.has(one));
  if (near.length) setWanted(new Set([...wanted, ...near]));
  const takes = [
    ...new Set(
      pieces.filter((one, place) => one.take && wanted.has(Math.floor(place / BLOCK))).map(({ take }) => take),
    ),
  ];
  const found = useQueries({
    queries: takes.map((take) => ({
      ...ask(take),
      staleTime: Infinity,
      refetchInterval: ({ state }: { state: { data?: Viewing | undefined } }) =>
        state.data?.state === "making" ? SOON_MS : (false as const),
    })),
  });
  const told = found.map(({ data }) => (data ? `${data.name} ${data.state}` : "")).join("\n");
  return useMemo(
    () => new Map(found.flatMap(({ data }) => (data ? [[data.name, data] as const] : []))),
    // What is found is told by its names and states; the array is another each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [told],
  );
}

/** The sequence of these pieces, with a mix where there is one; a card is black, what is written on it is drawn over it. */
export function useFilm(
  pieces: readonly FilmPiece[],
  viewings: ReadonlyMap<string, Viewing>,
  mix?: Viewing | null,
): Sequence {
  const played = useMemo<Piece[]>(
    () =>
      pieces.map((one) => {
        const viewing = viewings.get(one.take);
        return {
          id: one.name,
          viewing: viewing?.state === "ready" ? viewing : null,
          in: one.start,
          out: one.end,
          into: one.way ? { way: one.way, frames: one.way_frames, before: one.way_before } : undefined,
        };
      }),
    [pieces, viewings],
  );
  return useSequence(played, mix?.state === "ready" ? mix : undefined);
}
