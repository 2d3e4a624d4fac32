/** Where a scroller stood, by the entry of the history in which it stood: who goes back finds it there again. */
import { useLayoutEffect, useRef, useState, type RefObject } from "react";
import { useLocation, useNavigationType } from "react-router";

const places = new Map<string, number>();
/** For how long what is shown may still be on its way. */
const PATIENCE_MS = 1500;

/** Begin at the top of a new page, and where one was of one that is gone back to; that is also what it gives. */
export function usePlace(scroller: RefObject<HTMLElement | null>, name: string): number {
  const { key, pathname } = useLocation();
  const way = useNavigationType();
  const own = `${key} ${name}`;
  const entry = useRef(own);
  const [begun] = useState(() => (way === "POP" ? (places.get(own) ?? 0) : 0));
  useLayoutEffect(() => {
    const element = scroller.current;
    // A filter changes the entry and not the place.
    if (entry.current !== own && element) places.set(own, places.get(own) ?? element.scrollTop);
    entry.current = own;
  }, [own, scroller]);
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return undefined;
    const end = stand(element, way === "POP" ? (places.get(entry.current) ?? 0) : 0);
    const keep = () => places.set(entry.current, element.scrollTop);
    element.addEventListener("scroll", keep, { passive: true });
    return () => {
      end();
      element.removeEventListener("scroll", keep);
    };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- another page is another path, whatever way led to it
  }, [pathname, scroller]);
  return begun;
}

/** Scroll to a place as soon as there is enough to scroll. */
function stand(element: HTMLElement, wanted: number): () => void {
  element.scrollTop = wanted;
  if (element.scrollTop >= wanted || !element.firstElementChild) return () => undefined;
  const grown = new ResizeObserver(() => {
    element.scrollTop = wanted;
    if (element.scrollTop >= wanted) grown.disconnect();
  });
  grown.observe(element.firstElementChild);
  const late = setTimeout(() => grown.disconnect(), PATIENCE_MS);
  return () => {
    clearTimeout(late);
    grown.disconnect();
  };
}
