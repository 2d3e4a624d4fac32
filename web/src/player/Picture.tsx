/** The picture of a player: a canvas that follows a transport, what is drawn over it, zoom and wipe by the pointer. */
import { useCallback, useEffect, useLayoutEffect, useRef, useState, type PointerEvent, type ReactNode } from "react";
import { useKeys } from "~/ui/keys";
import { panned, WHOLE, type Box, type Zoom } from "./fit";
import type { Footage } from "./footage";
import classes from "./Picture.module.css";
import { boxOf, draw, type FullFrame, type Mode } from "./screen";
import type { Transport } from "./transport";
import { useFrame } from "./useTransport";

interface PictureProps {
  layers: readonly Footage[];
  transport: Transport;
  mode?: Mode;
  zoom: Zoom;
  onZoom: (zoom: Zoom) => void;
  overlay?: (frame: number) => ReactNode;
  label: string;
}

/** How long a frame stands before it is fetched in full size. */
const RESTED_MS = 180;

export function Picture({ layers, transport, mode = "single", zoom, onZoom, overlay, label }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const full = useRef<FullFrame | null>(null);
  const [wipe, setWipe] = useState(0.5);
  const [box, setBox] = useState<Box | null>(null);
  const show = useCallback(() => {
    const own = canvas.current;
    if (!own || !own.clientWidth) return;
    const drawn = draw(own, layers, transport.now().frame, { mode, zoom, wipe }, full.current);
    if (!drawn) return;
    own.dataset.frame = String(drawn.frame);
    own.dataset.quality = drawn.full ? "full" : "proxy";
  }, [layers, transport, mode, zoom, wipe]);

  useLayoutEffect(() => {
    const own = canvas.current!;
    const place = (): void => {
      if (layers[0]) setBox(boxOf(own, layers[0], zoom));
      show();
    };
    const watch = new ResizeObserver(place);
    watch.observe(own);
    const ends = [...layers.map((one) => one.watch(show)), transport.subscribe(show)];
    return () => {
      watch.disconnect();
      ends.forEach((end) => end());
    };
  }, [layers, transport, zoom, show]);

  useEffect(() => {
    full.current = null;
    return mode === "single" && layers[0] ? sharpened(layers[0], transport, full, show) : undefined;
  }, [layers, transport, mode, show]);

  const drag = (event: PointerEvent<HTMLDivElement>): void => {
    if (!box || event.buttons !== 1) return;
    if (zoom.scale !== "fit") onZoom(panned(zoom, box, event.movementX, event.movementY));
    else if (mode === "wipe") {
      const left = canvas.current!.getBoundingClientRect().left + box.left;
      setWipe(Math.max(0, Math.min(1, (event.clientX - left) / box.width)));
    }
  };
  const near = (event: React.MouseEvent): void => {
    if (!box) return;
    const bounds = canvas.current!.getBoundingClientRect();
    const x = (event.clientX - bounds.left - box.left) / box.width;
    const y = (event.clientY - bounds.top - box.top) / box.height;
    onZoom(zoom.scale === "fit" ? { scale: 1, x, y } : WHOLE);
  };
  return (
    <div
      className={classes.window}
      data-dragged={zoom.scale !== "fit" || mode === "wipe" || undefined}
      onPointerDown={(event) => event.currentTarget.setPointerCapture(event.pointerId)}
      onPointerMove={drag}
      onDoubleClick={near}
    >
      <canvas ref={canvas} className={classes.canvas} role="img" aria-label={label} />
      {box && overlay && <Over box={box} transport={transport} overlay={overlay} />}
      {box && mode === "wipe" && <Wipe box={box} at={wipe} onMove={setWipe} />}
      {zoom.scale !== "fit" && <span className={classes.scale}>{zoom.scale}:1</span>}
    </div>
  );
}

const NUDGE = 0.02;

/** Where one picture ends and the other begins: drawn by the pointer anywhere, or moved by Alt and the arrows. */
function Wipe({ box, at, onMove }: { box: Box; at: number; onMove: (at: number) => void }) {
  useKeys("Wipe", [
    { keys: "alt+ArrowLeft", says: "The wipe to the left", run: () => onMove(Math.max(0, at - NUDGE)) },
    { keys: "alt+ArrowRight", says: "The wipe to the right", run: () => onMove(Math.min(1, at + NUDGE)) },
  ]);
  const { left, top, width, height } = box;
  return <div className={classes.wipe} style={{ left: left + at * width, top, height }} aria-hidden="true" />;
}

interface OverProps {
  box: Box;
  transport: Transport;
  overlay: (frame: number) => ReactNode;
}

function Over({ box, transport, overlay }: OverProps) {
  const frame = useFrame(transport);
  return (
    <div className={classes.over} style={{ ...box }} data-part="over-picture">
      {overlay(frame)}
    </div>
  );
}

/** Fetches the frame that stands in full size, once it stands. */
function sharpened(footage: Footage, transport: Transport, full: { current: FullFrame | null }, show: () => void) {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let over = false;
  const fetched = async (): Promise<void> => {
    const { frame, speed } = transport.now();
    const address = footage.full(Math.min(frame, footage.frames - 1));
    if (speed || !address || full.current?.frame === frame) return;
    const image = new Image();
    image.src = address;
    await image.decode();
    if (over || transport.now().frame !== frame) return; // other footage may show another picture there
    full.current = { frame, image };
    show();
  };
  const rest = (): void => {
    clearTimeout(timer);
    // Where it cannot be had in full size, the proxy is shown, as before.
    timer = setTimeout(() => void fetched().catch(() => undefined), RESTED_MS);
  };
  rest();
  const deaf = transport.subscribe(rest);
  return () => {
    over = true;
    clearTimeout(timer);
    deaf();
  };
}
