/** Sound as a curve. */
import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { rate } from "~/ui/time";
import classes from "./Timeline.module.css";
import type { Viewing } from "./viewing";

interface Curve {
  each_second: number;
  peaks: number[];
}

/** Loud is seen as one hears it: a tenth as strong is half as high. */
const LOUDEST = 255;
const FLOOR_DB = -48;

export function Waveform({ viewing }: { viewing: Viewing }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { data } = useQuery({
    queryKey: ["waveform", viewing.waveform],
    queryFn: async () => (await (await fetch(viewing.waveform)).json()) as Curve,
    staleTime: Infinity,
  });
  useEffect(() => {
    if (!data) return undefined;
    const own = canvas.current!;
    const watch = new ResizeObserver(() => draw(own, data, viewing.frames / rate(viewing.rate)));
    watch.observe(own);
    return () => watch.disconnect();
  }, [data, viewing]);
  return <canvas ref={canvas} className={classes.waveform} aria-hidden="true" />;
}

function draw(canvas: HTMLCanvasElement, { each_second, peaks }: Curve, seconds: number): void {
  const width = (canvas.width = Math.round(canvas.clientWidth * devicePixelRatio));
  const height = (canvas.height = Math.round(canvas.clientHeight * devicePixelRatio));
  const pen = canvas.getContext("2d")!;
  pen.fillStyle = getComputedStyle(canvas).color;
  for (let x = 0; x < width; x++) {
    const from = Math.floor((x / width) * seconds * each_second);
    const to = Math.max(from + 1, Math.floor(((x + 1) / width) * seconds * each_second));
    const tall = Math.max(1, height * heightOf(Math.max(0, ...peaks.slice(from, to))));
    pen.fillRect(x, (height - tall) / 2, 1, tall);
  }
}

/** How high a peak stands, 0 to 1. */
export function heightOf(peak: number): number {
  if (peak <= 0) return 0;
  return Math.max(0, 1 - (20 * Math.log10(peak / LOUDEST)) / FLOOR_DB);
}
