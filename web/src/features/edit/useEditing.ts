/** Every change to the cut by its name, with the sentence by which it is undone. */
import { useMemo } from "react";
import { signed, type CutPiece } from "~/timeline/cut";
import type { Desk } from "~/timeline/useCut";

export interface Editing {
  trim: (piece: CutPiece, to: { start: number; end: number }) => void;
  take: (piece: CutPiece, take: string) => void;
  move: (piece: CutPiece, after: string) => void;
  leaveOut: (piece: CutPiece) => void;
  putBack: (shot: string) => void;
  join: (piece: CutPiece, way: "dissolve" | "fade" | null, frames: number) => void;
  fadeOut: (piece: CutPiece, frames: number) => void;
  anew: () => void;
  reset: () => void;
  restore: (version: number) => void;
}

export function useEditing({ change }: Desk): Editing {
  return useMemo(
    () => ({
      trim: (piece, { start, end }) => {
        const [begins, ends] = [start - piece.start, end - piece.end];
        if (begins === 0 && ends === 0) return;
        const told = [begins && `in ${signed(begins)}`, ends && `out ${signed(ends)}`].filter(Boolean).join(", ");
        void change(`${piece.name}: ${told}`, { do: "trim", shot: piece.name, start, end });
      },
      take: (piece, take) =>
        void change(take ? `${piece.name}: ${take.split("-").at(-1)} in the cut` : `${piece.name}: as review chose`, {
          do: "take",
          shot: piece.name,
          take,
        }),
      move: (piece, after) =>
        void change(after === "start" ? `${piece.name} comes first` : `${piece.name} stands after ${after}`, {
          do: "move",
          shot: piece.name,
          after,
        }),
      leaveOut: (piece) => void change(`${piece.name} is left out`, { do: "leave_out", shot: piece.name }),
      putBack: (shot) => void change(`${shot} is back`, { do: "put_back", shot }),
      join: (piece, way, frames) =>
        void change(way ? `${piece.name}: ${way}, ${frames} frames` : `${piece.name}: a cut`, {
          do: "join",
          shot: piece.name,
          way,
          frames,
        }),
      fadeOut: (piece, frames) =>
        void change(frames ? `${piece.name}: fades out, ${frames} frames` : `${piece.name}: goes out by a cut`, {
          do: "fade_out",
          shot: piece.name,
          frames,
        }),
      anew: () => void change("Cut with what review chose", { do: "anew" }),
      reset: () => void change("Cut as the folder says", { do: "reset" }),
      restore: (version) => void change(`Back to cut ${version}`, { do: "restore", version }),
    }),
    [change],
  );
}
