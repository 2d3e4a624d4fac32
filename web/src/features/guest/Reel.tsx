/** A cut before a guest: played without a gap, with notes that stay with their frames. */
import { useMemo, useState } from "react";
import { Player, useFrame, useTransport } from "~/player";
import { marksOf, type Showing } from "./asked";
import classes from "./Guest.module.css";
import { Over } from "./Over";
import { noted, placed, seenAt, useReel } from "./clips";
import { Say, type Pin } from "./Say";

interface ReelProps {
  token: string;
  told: Showing;
  name: string;
}

export function Reel({ token, told, name }: ReelProps) {
  const transport = useTransport();
  const at = useFrame(transport);
  const [pin, setPin] = useState<Pin | null>(null);
  const sequence = useReel(token, told.clips);
  const reel = useMemo(() => placed(told.clips), [told.clips]);
  const notes = useMemo(() => noted(reel), [reel]);
  const edits = reel.map(({ clip, record }) => ({
    frame: record,
    kind: "edit" as const,
    label: clip.title || clip.shot,
  }));
  const { clip, frame } = seenAt(reel, at);
  return (
    <div className={classes.screen}>
      <div className={classes.picture}>
        <Player
          sequence={sequence}
          transport={transport}
          marks={[...edits, ...marksOf(notes)]}
          label={told.title}
          controls="full"
          overlay={(now) => (
            <Over {...{ now, notes, transport, pin }} onPin={setPin} name={told.watermark ? name : ""} />
          )}
        />
      </div>
      <Say {...{ token, told, clip, name, transport, frame, at, notes, pin }} onPin={setPin} />
    </div>
  );
}
