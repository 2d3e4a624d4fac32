/** The cut as something to play: its takes' proxies one after another; those near the playhead are asked for first. */
import { useQueries } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { $api } from "~/api/client";
import { useSequence, useStanding, type Piece, type Sequence, type Transport, type Viewing } from "~/player";
import { pieceAt, type CutPiece } from "~/timeline/cut";

const SOON_MS = 600;
const BLOCK = 24;

/** What the takes in the cut are looked at by, by code. */
export function useTakeViewings(project: string, pieces: readonly CutPiece[], transport: Transport) {
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
      ...$api.queryOptions("get", "/api/projects/{project_id}/takes/{take}/viewing", {
        params: { path: { project_id: project, take } },
      }),
      staleTime: Infinity,
      refetchInterval: ({ state }: { state: { data?: Viewing | undefined } }) =>
        state.data?.state === "making" ? SOON_MS : (false as const),
    })),
  });
  const told = found.map(({ data }) => (data ? `${data.name} ${data.state}` : "")).join("\n");
  return useMemo(
    () => new Map(found.flatMap(({ data }) => (data ? [[data.name, data as Viewing] as const] : []))),
    // What is found is told by its names and states; the array is another each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [told],
  );
}

/** The sequence of these pieces, with a mix where there is one; a card is black, what is written on it is drawn over it. */
export function useFilm(
  pieces: readonly CutPiece[],
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
