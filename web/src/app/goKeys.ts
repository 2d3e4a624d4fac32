import { useRef } from "react";
import { useKeys } from "~/ui/keys";
import type { Place } from "./places";

const WAIT_MS = 1200;

/** `g` and a letter go to a page. */
export function useGoKeys(pages: Place[], go: (to: string) => void): void {
  const since = useRef(0);
  const waiting = () => Date.now() - since.current < WAIT_MS;
  useKeys("Go to", [
    {
      keys: "g",
      says: `then ${pages.map(({ key, label }) => `${key.toUpperCase()} ${label}`).join(", ")}`,
      run: () => {
        since.current = Date.now();
        const once = (event: KeyboardEvent) => {
          const place = waiting() && pages.find(({ key }) => key === event.key);
          if (place) {
            event.preventDefault();
            event.stopImmediatePropagation();
            go(place.to);
          }
        };
        globalThis.addEventListener("keydown", once, { capture: true, once: true });
      },
    },
  ]);
}
