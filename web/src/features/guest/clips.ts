/** A cut before a guest: its clips one after another, and where what is said of a take stands in them. */
import { useQueries } from "@tanstack/react-query";
import { useMemo } from "react";
import { $api } from "~/api/client";
import { useSequence, type Piece, type Sequence, type Viewing } from "~/player";
import type { Clip } from "./asked";
import type { Noted } from "./Say";

const SOON_MS = 600;

/** A clip, from which frame of the reel on it is seen. */
export interface Placed {
  clip: Clip;
  record: number;
}

/** The clips one after another. */
export function placed(clips: readonly Clip[]): Placed[] {
  let record = 0;
  return clips.map((clip) => {
    const one = { clip, record };
    record += clip.end - clip.start;
    return one;
  });
}

/** The clip at a frame of the reel, and which frame of its take is seen. */
export function seenAt(reel: readonly Placed[], frame: number): { clip: Clip; frame: number } {
  const { clip, record } = reel.findLast((one) => one.record <= frame) ?? reel[0]!;
  return { clip, frame: clip.start + frame - record };
}

/** Every note where its frame is seen; one on a frame that is not in the reel stands at the edge of its clip. */
export function noted(reel: readonly Placed[]): Noted[] {
  return reel.flatMap(({ clip, record }) =>
    clip.notes.map((note) => {
      if (note.start === null) return { note, at: null };
      const within = Math.min(Math.max(note.start, clip.start), clip.end - 1);
      return { note, at: record + within - clip.start };
    }),
  );
}

/** The reel as something to play. */
export function useReel(token: string, clips: readonly Clip[]): Sequence {
  const takes = [...new Set(clips.map(({ take }) => take))];
  const found = useQueries({
    queries: takes.map((take) => ({
      ...$api.queryOptions("get", "/api/guest/{token}/takes/{take}/viewing", { params: { path: { token, take } } }),
      staleTime: Infinity,
      refetchInterval: ({ state }: { state: { data?: Viewing | undefined } }) =>
        state.data?.state === "making" ? SOON_MS : (false as const),
    })),
  });
  const told = found.map(({ data }) => (data ? `${data.name} ${data.state}` : "")).join();
  const parts = clips.map(({ take, start, end }) => `${take} ${start} ${end}`).join();
  const pieces = useMemo<Piece[]>(() => {
    const known = new Map(found.flatMap(({ data }) => (data?.state === "ready" ? [[data.name, data as Viewing]] : [])));
    return clips.map(({ take, start, end }, place) => ({
      id: String(place),
      viewing: known.get(take) ?? null,
      in: start,
      out: end,
    }));
    // What is found is told by its names and states, the clips by their frames; both are other arrays each time.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [told, parts]);
  return useSequence(pieces);
}
