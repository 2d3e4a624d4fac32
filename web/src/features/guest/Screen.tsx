/** One take before a guest: the picture, what they say of it, what they would decide. */
import { useState } from "react";
import { Player, useFrame, useTransport } from "~/player";
import { Failure } from "~/ui/page";
import { marksOf, useClip, type Clip, type Showing } from "./asked";
import classes from "./Guest.module.css";
import { Over } from "./Over";
import { Say, type Pin } from "./Say";

interface ScreenProps {
  token: string;
  told: Showing;
  clip: Clip;
  name: string;
}

export function Screen({ token, told, clip, name }: ScreenProps) {
  const viewing = useClip(token, clip.take);
  const transport = useTransport();
  const frame = useFrame(transport);
  const [pin, setPin] = useState<Pin | null>(null);
  const isPart = clip.start > 0 || clip.end < clip.frames;
  const range = isPart ? { in: clip.start, out: clip.end } : undefined;
  const notes = clip.notes.map((note) => ({ note, at: note.start }));
  if (viewing.error) return <Failure error={viewing.error} again={() => void viewing.refetch()} />;
  return (
    <div className={classes.screen}>
      <div className={classes.picture}>
        <Player
          viewing={viewing.data}
          transport={transport}
          marks={marksOf(notes)}
          label={clip.take}
          range={range}
          overlay={(now) => (
            <Over {...{ now, notes, transport, pin }} onPin={setPin} name={told.watermark ? name : ""} />
          )}
        />
      </div>
      <Say {...{ token, told, clip, name, transport, frame, notes, pin }} at={frame} onPin={setPin} />
    </div>
  );
}
