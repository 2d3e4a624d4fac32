/** What one does to a shot on the board with the mouse; made once, so that cards need not be drawn anew. */
import { createContext, useContext, type DragEvent, type MouseEvent } from "react";

export interface Act {
  project: string;
  currency: string;
  pick: (code: string, how: { range?: boolean; add?: boolean }) => void;
  open: (code: string) => void;
  /** Those that are dragged when this one is. */
  lifted: (code: string) => string[];
  drop: (codes: string[], at: string, side: "before" | "after") => void;
}

export const Acting = createContext<Act | null>(null);

let lifted: string[] = [];

/** What a card answers to: a click picks, a double click opens, dragging moves. */
export function useHandling(code: string, upright = false) {
  const act = useContext(Acting)!;
  const side = (event: DragEvent<HTMLElement>) => {
    const box = event.currentTarget.getBoundingClientRect();
    const along = upright ? (event.clientY - box.top) / box.height : (event.clientX - box.left) / box.width;
    return along < 0.5 ? ("before" as const) : ("after" as const);
  };
  return {
    act,
    handling: {
      id: `shot-${code}`,
      draggable: true,
      onClick: (event: MouseEvent) => act.pick(code, { range: event.shiftKey, add: event.ctrlKey || event.metaKey }),
      onDoubleClick: () => act.open(code),
      onDragStart: (event: DragEvent) => {
        lifted = act.lifted(code);
        event.dataTransfer.setData("text/plain", lifted.join(" "));
        event.dataTransfer.effectAllowed = "move";
      },
      onDragOver: (event: DragEvent<HTMLElement>) => {
        if (lifted.length === 0 || lifted.includes(code)) return;
        event.preventDefault();
        event.currentTarget.dataset.drop = side(event);
      },
      onDragLeave: (event: DragEvent<HTMLElement>) => delete event.currentTarget.dataset.drop,
      onDragEnd: () => (lifted = []),
      onDrop: (event: DragEvent<HTMLElement>) => {
        event.preventDefault();
        delete event.currentTarget.dataset.drop;
        act.drop(lifted, code, side(event));
        lifted = [];
      },
    },
  };
}
