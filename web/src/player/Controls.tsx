/** The controls of a player: times, transport, in and out, pace, loop, sound, zoom. */
import { ActionIcon, Select, Tooltip } from "@mantine/core";
import classes from "./Controls.module.css";
import { WHOLE, type Zoom } from "./fit";
import { Icon, type Sign } from "./icons";
import { timecode } from "~/ui/time";
import type { Transport } from "./transport";
import { useStanding } from "./useTransport";

const PACES = ["0.1", "0.25", "0.5", "1", "2", "4"];
const ZOOMS = [
  { value: "fit", label: "Fit" },
  { value: "1", label: "1:1" },
  { value: "2", label: "2:1" },
];

interface ControlsProps {
  transport: Transport;
  /** The timecode of the first frame, in frames. */
  start: number;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  hasSound: boolean;
}

export function Controls({ transport, start, zoom, onZoom, hasSound }: ControlsProps) {
  return (
    <div className={classes.row} role="toolbar" aria-label="Player">
      <Times transport={transport} start={start} />
      <Deck transport={transport} />
      <div className={classes.right}>
        <RangeTools transport={transport} />
        <Pace transport={transport} />
        {hasSound && <Sound transport={transport} />}
        <Select
          aria-label="Zoom"
          className={classes.zoom}
          data={ZOOMS}
          value={String(zoom.scale)}
          allowDeselect={false}
          onChange={(to) => onZoom(to === "fit" ? WHOLE : { ...zoom, scale: to === "1" ? 1 : 2 })}
        />
      </div>
    </div>
  );
}

function Times({ transport, start }: { transport: Transport; start: number }) {
  const { frame, frames, fps } = useStanding(transport, (now) => now);
  return (
    <div className={classes.times}>
      <output className={classes.timecode} aria-label="Timecode">
        {timecode(start + frame, fps)}
      </output>
      <span className={classes.frame}>
        <span>frame</span> <b>{frame}</b> of {frames} <span>· {Number(fps.toFixed(3))} fps</span>
      </span>
    </div>
  );
}

function Deck({ transport }: { transport: Transport }) {
  const speed = useStanding(transport, (now) => now.speed);
  const frames = useStanding(transport, (now) => now.frames);
  return (
    <div className={classes.deck}>
      <Button sign="first" says="To the first frame (Home)" run={() => transport.seek(0)} />
      <Button sign="back" says="A frame back (←)" run={() => transport.step(-1)} />
      <Button
        sign={speed ? "pause" : "play"}
        says={speed ? "Stand still (Space)" : "Play (Space)"}
        run={() => transport.toggle()}
        main
      />
      <Button sign="on" says="A frame on (→)" run={() => transport.step(1)} />
      <Button sign="last" says="To the last frame (End)" run={() => transport.seek(frames - 1)} />
      <span className={classes.speed} aria-live="polite">
        {speed !== 0 && speed !== 1 && `${speed < 0 ? "◀" : "▶"} ${Math.abs(speed)}×`}
      </span>
    </div>
  );
}

function RangeTools({ transport }: { transport: Transport }) {
  const range = useStanding(transport, (now) => now.range);
  const fps = useStanding(transport, (now) => now.fps);
  return (
    <div className={classes.group}>
      <Button sign="in" says="In here (I)" run={() => transport.markIn()} />
      {range && (
        <span className={classes.range}>
          {range.in}–{range.out - 1} · {((range.out - range.in) / fps).toFixed(2)} s
        </span>
      )}
      <Button sign="out" says="Out here (O)" run={() => transport.markOut()} />
      {range && <Button sign="clear" says="Without in and out (Shift+X)" run={() => transport.setRange(null)} />}
    </div>
  );
}

function Pace({ transport }: { transport: Transport }) {
  const pace = useStanding(transport, (now) => now.pace);
  const loop = useStanding(transport, (now) => now.loop);
  return (
    <div className={classes.group}>
      <Button sign="loop" says="Over and over (R)" run={() => transport.setLoop(!loop)} pressed={loop} />
      <Select
        aria-label="Speed of play"
        className={`${classes.zoom} ${classes.pace}`}
        data={PACES.map((one) => ({ value: one, label: `${one}×` }))}
        value={String(pace)}
        allowDeselect={false}
        onChange={(to) => transport.setPace(Number(to))}
      />
    </div>
  );
}

function Sound({ transport }: { transport: Transport }) {
  const muted = useStanding(transport, (now) => now.muted);
  return (
    <Button
      sign={muted ? "silent" : "sound"}
      says={muted ? "Sound on (M)" : "Sound off (M)"}
      run={() => transport.setMuted(!muted)}
      pressed={muted}
    />
  );
}

interface ButtonProps {
  sign: Sign;
  says: string;
  run: () => void;
  main?: boolean;
  pressed?: boolean;
}

function Button({ sign, says, run, main, pressed }: ButtonProps) {
  return (
    <Tooltip label={says}>
      <ActionIcon
        variant={main ? "filled" : pressed ? "light" : "subtle"}
        color={main || pressed ? "amber" : "gray"}
        size={main ? 32 : 28}
        aria-label={says.replace(/ \(.*/, "")}
        aria-pressed={pressed}
        onClick={run}
      >
        <Icon sign={sign} />
      </ActionIcon>
    </Tooltip>
  );
}
