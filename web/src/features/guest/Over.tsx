/** What lies over a guest's picture: whose it is, the pins of notes, and where they press. */
import type { Transport } from "~/player";
import classes from "./Guest.module.css";
import type { Noted, Pin } from "./Say";
import { Watermark } from "./Watermark";

interface OverProps {
  now: number;
  notes: readonly Noted[];
  transport: Transport;
  pin: Pin | null;
  onPin: (pin: Pin) => void;
  /** Whose name stands over the picture; none where it is shown without. */
  name: string;
}

export function Over({ now, notes, transport, pin, onPin, name }: OverProps) {
  return (
    <div
      className={classes.overlay}
      onMouseDown={(event) => event.preventDefault()}
      onClick={(event) => {
        const bounds = event.currentTarget.getBoundingClientRect();
        transport.pause();
        onPin({ x: (event.clientX - bounds.left) / bounds.width, y: (event.clientY - bounds.top) / bounds.height });
      }}
    >
      {name && <Watermark name={name} />}
      {notes
        .filter(({ note, at }) => note.x !== null && at === now)
        .map(({ note }) => (
          <span key={note.id} className={classes.pin} style={{ left: `${note.x! * 100}%`, top: `${note.y! * 100}%` }} />
        ))}
      {pin && <span className={classes.pin} data-own style={{ left: `${pin.x * 100}%`, top: `${pin.y * 100}%` }} />}
    </div>
  );
}
