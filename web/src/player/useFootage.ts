/** Footage in components. */
import { useEffect, useMemo } from "react";
import { useSyncExternalStore } from "react";
import { footageOf, type Footage } from "./footage";
import { heard } from "./soundtrack";
import type { Transport } from "./transport";
import type { Viewing } from "./viewing";

/** The footage of a viewing, for as long as this is shown; null until its proxy is made. */
export function useFootage(viewing: Viewing | undefined): Footage | null {
  const { media, state } = viewing ?? {};
  // The same file is the same footage, though its viewing was asked for again.
  // eslint-disable-next-line react-hooks/exhaustive-deps
  const footage = useMemo(() => (viewing && state === "ready" ? footageOf(viewing) : null), [media, state]);
  useEffect(() => () => footage?.close(), [footage]);
  return footage;
}

/** Footages run with a transport: the first gives its length and its sound, all are waited for. */
export function useRunning(footages: readonly Footage[], transport: Transport): void {
  useEffect(() => {
    const [leading] = footages;
    if (!leading) return undefined;
    transport.load(Math.max(...footages.map((one) => one.frames)), leading.fps);
    const ends = footages.map((one) => transport.follow(bounded(one)));
    ends.push(heard(leading, transport));
    return () => ends.forEach((end) => end());
  }, [footages, transport]);
}

/** Why footage shows nothing; empty while all is well. */
export function useFailure(footage: Footage | null): string {
  return useSyncExternalStore(
    (tell) => footage?.watch(tell) ?? (() => undefined),
    () => footage?.failure ?? "",
  );
}

/** A shorter film stands at its last frame while a longer one goes on. */
function bounded(one: Footage) {
  return {
    ready: (frame: number) => one.ready(Math.min(frame, one.frames - 1)),
    prepare: (frame: number, direction: 1 | -1) => one.prepare(Math.min(frame, one.frames - 1), direction),
  };
}
