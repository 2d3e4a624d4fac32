/** What is screened, over the whole screen when somebody wants it. */
import { useRef, type ReactNode } from "react";
import { useKeys } from "~/ui/keys";
import classes from "./Screening.module.css";

export function FullScreen({ children }: { children: ReactNode }) {
  const room = useRef<HTMLDivElement>(null);
  const turn = (): void => {
    const change = document.fullscreenElement ? document.exitFullscreen() : room.current?.requestFullscreen();
    // A browser that does not allow it leaves the picture as large as the window.
    change?.catch(() => undefined);
  };
  useKeys("Screening", [{ keys: "f", says: "The whole screen, or the window", run: turn }]);
  return (
    <div ref={room} className={classes.room}>
      {children}
    </div>
  );
}
