/** The keys of a player, as on every editing desk. */
import { useKeys } from "~/ui/keys";
import { WHOLE, type Zoom } from "./fit";
import type { Transport } from "./transport";
import type { Mark } from "./viewing";

const PACES = [0.1, 0.25, 0.5, 1, 2, 4];

interface Wanted {
  transport: Transport;
  marks: readonly Mark[];
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
}

export function usePlayerKeys({ transport, marks, zoom, onZoom }: Wanted, active: boolean): void {
  const second = (): number => Math.round(transport.now().fps);
  const slower = (by: 1 | -1): void => {
    const place = PACES.indexOf(transport.now().pace) + by;
    transport.setPace(PACES[Math.max(0, Math.min(PACES.length - 1, place))]!);
  };
  useKeys(
    "Player",
    [
      { keys: "Space", says: "Play, or stand still", run: () => transport.toggle() },
      { keys: "l", says: "Play; again, faster", run: () => transport.shuttle(1) },
      { keys: "j", says: "Play backwards; again, faster", run: () => transport.shuttle(-1) },
      { keys: "k", says: "Stand still", run: () => transport.shuttle(0) },
      { keys: "ArrowRight", says: "A frame on", run: () => transport.step(1) },
      { keys: "ArrowLeft", says: "A frame back", run: () => transport.step(-1) },
      { keys: "shift+ArrowRight", says: "A second on", run: () => transport.step(second()) },
      { keys: "shift+ArrowLeft", says: "A second back", run: () => transport.step(-second()) },
      { keys: "Home", says: "To the first frame", run: () => transport.seek(0) },
      { keys: "End", says: "To the last frame", run: () => transport.seek(transport.now().frames - 1) },
      { keys: "i", says: "In here", run: () => transport.markIn() },
      { keys: "o", says: "Out here", run: () => transport.markOut() },
      { keys: "shift+i", says: "To the in point", run: () => transport.seek(transport.now().range?.in ?? 0) },
      { keys: "shift+o", says: "To the out point", run: () => transport.seek(lastOf(transport)) },
      { keys: "shift+x", says: "Without in and out", run: () => transport.setRange(null) },
      { keys: "r", says: "Over and over", run: () => transport.setLoop(!transport.now().loop) },
      { keys: "m", says: "Sound on or off", run: () => transport.setMuted(!transport.now().muted) },
      { keys: "- _", says: "Play slower", run: () => slower(-1) },
      { keys: "= +", says: "Play faster", run: () => slower(1) },
      { keys: "z", says: "Whole, 1:1, 2:1", run: () => onZoom(next(zoom)) },
      { keys: "]", says: "To the next mark", run: () => toMark(transport, marks, 1) },
      { keys: "[", says: "To the mark before", run: () => toMark(transport, marks, -1) },
    ],
    active,
  );
}

function lastOf(transport: Transport): number {
  const { range, frames } = transport.now();
  return (range?.out ?? frames) - 1;
}

function next(zoom: Zoom): Zoom {
  if (zoom.scale === 2) return WHOLE;
  return { ...zoom, scale: zoom.scale === "fit" ? 1 : 2 };
}

/** Go to the nearest mark in a direction; where there is none, stay. */
function toMark(transport: Transport, marks: readonly Mark[], direction: 1 | -1): void {
  const { frame } = transport.now();
  const beyond = marks.map((mark) => mark.frame).filter((one) => Math.sign(one - frame) === direction);
  if (beyond.length === 0) return;
  transport.pause();
  transport.seek(direction > 0 ? Math.min(...beyond) : Math.max(...beyond));
}
