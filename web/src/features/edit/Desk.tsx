/** The editing desk: the monitor, what belongs beside it, and the timeline under both. */
import { ActionIcon, Switch, Tooltip } from "@mantine/core";
import { useMemo, useState, type ReactNode } from "react";
import { useStanding, type Transport } from "~/player";
import { withTrim, pieceAt, type Cut } from "~/timeline/cut";
import { clamped, fitting, type Scale } from "~/timeline/scale";
import { useFilm, useTakeViewings, viewingIn } from "~/timeline/useFilm";
import { mixOfCut, useMix, useMixWished } from "~/timeline/useMix";
import { rate } from "~/ui/time";
import classes from "./Desk.module.css";
import { MixSwitch } from "./MixSwitch";
import { Monitor } from "./Monitor";
import { useCutNotes } from "./Notes";
import { PictureLane } from "./PictureLane";
import { LANES, SoundLanes } from "./SoundLanes";
import { Clock, Strip } from "./Strip";
import { useDrag } from "./useDrag";
import type { Editing } from "./useEditing";
import { framesOf, useEditKeys } from "./useEditKeys";

interface Props {
  project: string;
  cut: Cut;
  transport: Transport;
  editing: Editing;
  open: boolean;
  children: ReactNode;
}

export function Desk({ project, cut, transport, editing, open, children }: Props) {
  const fps = rate(cut.rate);
  const [captioned, setCaptioned] = useState(true);
  const [scale, setScale] = useScale(framesOf(cut.pieces));
  const drag = useDrag({
    pieces: cut.pieces,
    zoom: scale.zoom,
    transport,
    onTrim: (piece, start, end) => editing.trim(piece, { start, end }),
    onMove: editing.move,
  });
  const { draft } = drag;
  const pieces = useMemo(
    () => (draft ? withTrim(cut.pieces, draft.name, draft.start, draft.end) : cut.pieces),
    [cut.pieces, draft],
  );
  const viewings = useTakeViewings(viewingIn(project), cut.pieces, transport);
  const [mixed, setMixed] = useMixWished();
  const mix = useMix(mixOfCut(project, cut.version.version), mixed);
  const sequence = useFilm(pieces, viewings, mix?.heard);
  const current = useStanding(transport, ({ frame }) => pieceAt(pieces, frame)?.name ?? "");
  const noted = useNoted(project, cut);
  const go = (frame: number): void => {
    transport.pause();
    transport.seek(frame);
  };
  const zoomBy = (by: number): void => setScale((before) => ({ ...before, zoom: clamped(before.zoom * by) }));
  const fit = (): void => setScale((before) => ({ ...before, zoom: fitting(framesOf(cut.pieces), before.width) }));
  useEditKeys({ pieces: cut.pieces, transport, editing, open, onZoom: zoomBy, onFit: fit });
  return (
    <div className={classes.desk}>
      <Monitor
        project={project}
        cut={cut}
        pieces={pieces}
        sequence={sequence}
        transport={transport}
        captioned={captioned}
        ready={(take) => viewings.get(take)?.state === "ready"}
      />
      <aside className={classes.side} aria-label="Beside the picture">
        {children}
      </aside>
      <div className={classes.tools}>
        <Play transport={transport} />
        <Clock transport={transport} start={cut.start} />
        {/* The keys stay with the film: Space plays, also after a switch was pressed. */}
        <span className={classes.switches} onMouseDown={(event) => event.preventDefault()}>
          <Switch
            label="Captions"
            size="xs"
            checked={captioned}
            onChange={(event) => setCaptioned(event.currentTarget.checked)}
          />
          <MixSwitch mix={mix} wished={mixed} onWish={setMixed} />
        </span>
        <div className={classes.zoom} role="group" aria-label="Zoom">
          <Tool says="Further (Alt -)" sign="−" run={() => zoomBy(1 / 1.5)} />
          <Tool says="The whole film (Shift Z)" sign="↔" run={fit} />
          <Tool says="Closer (Alt +)" sign="+" run={() => zoomBy(1.5)} />
        </div>
      </div>
      <Strip
        frames={framesOf(pieces)}
        fps={fps}
        start={cut.start}
        scale={scale}
        onScale={setScale}
        transport={transport}
        noted={noted}
        heads={<Heads />}
      >
        <PictureLane
          project={project}
          pieces={pieces}
          viewings={viewings}
          scale={scale}
          current={current}
          draft={draft}
          carried={drag.carried}
          open={open}
          onTrim={drag.trim}
          onCarry={drag.carry}
          onGo={go}
        />
        <SoundLanes cut={cut} scale={scale} onGo={go} />
      </Strip>
    </div>
  );
}

/** The frames of open notes. */
function useNoted(project: string, cut: Cut): number[] {
  const { data } = useCutNotes(project, cut.version.version);
  return useMemo(
    () => [...new Set((data ?? []).flatMap(({ note, frame }) => (frame === null || note.resolved_by ? [] : [frame])))],
    [data],
  );
}

/** The zoom at which the film fits when it is first seen. */
function useScale(frames: number) {
  const [scale, setScale] = useState<Scale>({ zoom: 0, left: 0, width: 0 });
  const fitted = scale.width > 0 && scale.zoom === 0 ? { ...scale, zoom: fitting(frames, scale.width) } : scale;
  if (fitted !== scale) setScale(fitted);
  return [scale.zoom ? scale : { ...scale, zoom: 0.4 }, setScale] as const;
}

function Heads() {
  return (
    <div className={classes.heads} aria-hidden="true">
      <span />
      <span>Picture</span>
      {LANES.map(({ lane, label }) => (
        <span key={lane}>{label}</span>
      ))}
      <span>Captions</span>
    </div>
  );
}

function Play({ transport }: { transport: Transport }) {
  const playing = useStanding(transport, ({ speed }) => speed !== 0);
  return (
    <Tooltip label="Space">
      <ActionIcon size="lg" aria-label={playing ? "Stand still" : "Play"} onClick={() => transport.toggle()}>
        <svg width="16" height="16" viewBox="0 0 16 16" fill="currentColor" aria-hidden="true">
          <path d={playing ? "M4 2.5h3v11H4zM9 2.5h3v11H9z" : "M4 2.5v11l9.5-5.5z"} />
        </svg>
      </ActionIcon>
    </Tooltip>
  );
}

function Tool({ says, sign, run }: { says: string; sign: string; run: () => void }) {
  return (
    <Tooltip label={says}>
      <ActionIcon variant="default" aria-label={says} onClick={run}>
        {sign}
      </ActionIcon>
    </Tooltip>
  );
}
