/** The keys of the cut; those of the player hold besides. */
import type { Transport } from "~/player";
import { useKeys } from "~/ui/keys";
import { comesIn, edit, isShot, lengthOf, neighbour, pieceAt, trimmed, type CutPiece, type Edge } from "~/timeline/cut";
import type { Editing } from "./useEditing";

interface Wanted {
  pieces: readonly CutPiece[];
  transport: Transport;
  editing: Editing;
  open: boolean;
  onZoom: (by: number) => void;
  onFit: () => void;
}

const TEN = 10;

export function useEditKeys({ pieces, transport, editing, open, onZoom, onFit }: Wanted): void {
  const here = (): CutPiece | undefined => pieceAt(pieces, transport.now().frame);
  const shot = (): CutPiece | null => {
    const piece = here();
    return piece && isShot(piece) ? piece : null;
  };
  const go = (by: 1 | -1): void => {
    transport.pause();
    transport.seek(edit(pieces, transport.now().frame, by));
  };
  const nudge = (edge: Edge, by: number): void => {
    const piece = shot();
    if (!piece?.take) return;
    transport.pause();
    const to = trimmed(piece, edge, by);
    editing.trim(piece, to);
    transport.seek(edge === "in" ? piece.record : piece.record + to.end - to.start - 1);
  };
  const toPlayhead = (edge: Edge): void => {
    const piece = shot();
    if (!piece?.take) return;
    transport.pause();
    const at = piece.start + transport.now().frame - piece.record;
    editing.trim(piece, edge === "in" ? { start: at, end: piece.end } : { start: piece.start, end: at + 1 });
    if (edge === "in") transport.seek(piece.record);
  };
  const carry = (by: 1 | -1): void => {
    const piece = shot();
    const after = piece && neighbour(pieces, piece.name, by);
    if (!piece || !after) return;
    editing.move(piece, after);
  };
  const join = (way: "dissolve" | "fade" | null): void => {
    const piece = shot();
    if (!piece?.take || comesIn(piece) === way) return;
    const frames = way ? Math.min(Math.round(transport.now().fps / 2), piece.room[way]) : 0;
    if (!way || frames > 0) editing.join(piece, way, frames);
  };
  const fadeOut = (): void => {
    const piece = shot();
    if (!piece?.take) return;
    const frames = piece.fade_out ? 0 : Math.min(Math.round(transport.now().fps), piece.room.out);
    if (frames !== piece.fade_out) editing.fadeOut(piece, frames);
  };
  useKeys("Cut", [
    { keys: "ArrowUp", says: "To the edit before", run: () => go(-1) },
    { keys: "ArrowDown", says: "To the next edit", run: () => go(1) },
    { keys: "alt+= alt++", says: "Closer", run: () => onZoom(1.5) },
    { keys: "alt+-", says: "Further", run: () => onZoom(1 / 1.5) },
    { keys: "shift+z", says: "The whole film", run: onFit },
  ]);
  useKeys(
    "Edit",
    [
      { keys: "[", says: "The shot begins at the playhead", run: () => toPlayhead("in") },
      { keys: "]", says: "The shot ends at the playhead", run: () => toPlayhead("out") },
      { keys: ",", says: "Out a frame earlier", run: () => nudge("out", -1) },
      { keys: ".", says: "Out a frame later", run: () => nudge("out", 1) },
      { keys: "alt+,", says: "Out ten frames earlier", run: () => nudge("out", -TEN) },
      { keys: "alt+.", says: "Out ten frames later", run: () => nudge("out", TEN) },
      { keys: "<", says: "In a frame earlier", run: () => nudge("in", -1) },
      { keys: ">", says: "In a frame later", run: () => nudge("in", 1) },
      { keys: "alt+<", says: "In ten frames earlier", run: () => nudge("in", -TEN) },
      { keys: "alt+>", says: "In ten frames later", run: () => nudge("in", TEN) },
      { keys: "shift+ArrowUp", says: "The shot a place earlier", run: () => carry(-1) },
      { keys: "shift+ArrowDown", says: "The shot a place later", run: () => carry(1) },
      { keys: "c", says: "Comes in by a cut", run: () => join(null) },
      { keys: "d", says: "Comes in by a dissolve", run: () => join("dissolve") },
      { keys: "f", says: "Comes in by a fade", run: () => join("fade") },
      { keys: "shift+f", says: "Fades out, or goes out by a cut", run: fadeOut },
      { keys: "1 2 3 4 5 6 7 8 9", says: "Cut with that take", run: (event) => takeOf(shot(), event.key, editing) },
      {
        keys: "Delete Backspace",
        says: "Leave the shot out",
        run: () => {
          const piece = shot();
          if (piece) editing.leaveOut(piece);
        },
      },
    ],
    open,
  );
}

function takeOf(piece: CutPiece | null, key: string, editing: Editing): void {
  const take = piece && `${piece.name}-T${key.padStart(2, "0")}`;
  if (piece && take && take !== piece.take) editing.take(piece, take);
}

/** How long a film is. */
export function framesOf(pieces: readonly CutPiece[]): number {
  const last = pieces.at(-1);
  return last ? last.record + lengthOf(last) : 0;
}
