/** The lanes under the picture: lines, effects, ambience, music and captions, where they are heard and read. */
import { memo } from "react";
import type { Cut, Heard } from "~/timeline/cut";
import { seen, type Scale } from "~/timeline/scale";
import classes from "./SoundLanes.module.css";

export const LANES = [
  { lane: "dialogue", label: "Dialogue" },
  { lane: "effect", label: "Effects" },
  { lane: "ambience", label: "Ambience" },
  { lane: "music", label: "Music" },
] as const;

interface Props {
  cut: Cut;
  scale: Scale;
  onGo: (frame: number) => void;
}

export const SoundLanes = memo(function SoundLanes({ cut, scale, onGo }: Props) {
  return (
    <>
      {LANES.map(({ lane, label }) => (
        <div key={lane} className={classes.lane} data-lane={lane} role="list" aria-label={label}>
          {cut.sound
            .filter((one) => one.lane === lane && seen(scale, one.start, one.end))
            .map((one, place) => (
              <Sound key={`${one.code} ${place}`} sound={one} zoom={scale.zoom} onGo={onGo} />
            ))}
        </div>
      ))}
      <div className={classes.lane} data-lane="caption" role="list" aria-label="Captions">
        {cut.captions
          .filter((one) => seen(scale, one.start, one.end))
          .map((one) => (
            <div
              key={one.start}
              role="listitem"
              className={classes.piece}
              title={one.text}
              style={{ left: one.start * scale.zoom, width: Math.max(3, (one.end - one.start) * scale.zoom - 1) }}
              onPointerDown={() => onGo(one.start)}
            >
              {one.text}
            </div>
          ))}
      </div>
    </>
  );
});

function Sound({ sound, zoom, onGo }: { sound: Heard; zoom: number; onGo: (frame: number) => void }) {
  const says = sound.lane === "dialogue" ? `${sound.name}: ${sound.says}` : sound.name;
  const made = sound.take ? `take ${sound.take}` : "synthesised";
  return (
    <div
      role="listitem"
      className={classes.piece}
      data-made={sound.take ? "take" : "synthesised"}
      title={`${says}\n${made}${sound.lane !== "dialogue" && sound.says ? `\n${sound.says}` : ""}`}
      style={{ left: sound.start * zoom, width: Math.max(3, (sound.end - sound.start) * zoom - 1) }}
      onPointerDown={() => onGo(sound.start)}
    >
      {says}
    </div>
  );
}
