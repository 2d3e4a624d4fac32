/** The screen: draws the frames of footage, one alone, or two to compare them. */
import { placed, type Box, type Zoom } from "./fit";
import type { Footage } from "./footage";

export type Mode = "single" | "wipe" | "difference";

export interface Look {
  mode: Mode;
  zoom: Zoom;
  /** Where the wipe stands, 0 to 1 of the picture. */
  wipe: number;
}

export interface Drawn {
  frame: number;
  box: Box;
  /** Whether it is the frame in full size and not its proxy. */
  full: boolean;
}

/** The picture in full size that stands in for a frame of a proxy at rest. */
export interface FullFrame {
  frame: number;
  image: CanvasImageSource;
}

/** Differences are small: they are shown brighter than they are. */
const AMPLIFIED = "brightness(4)";

/** Where footage stands on a canvas, in the units of the page. */
export function boxOf(canvas: HTMLCanvasElement, footage: Footage, zoom: Zoom): Box {
  const size = { width: canvas.clientWidth, height: canvas.clientHeight };
  return placed({ width: footage.width || 16, height: footage.height || 9 }, size, zoom, devicePixelRatio);
}

/** Draw a frame of each; null when one is not at hand, and the canvas stays as it is. */
export function draw(
  canvas: HTMLCanvasElement,
  layers: readonly Footage[],
  frame: number,
  look: Look,
  full: FullFrame | null,
): Drawn | null {
  const [first, second] = layers;
  if (!first) return null;
  const sharp = full?.frame === frame && look.mode === "single" ? full.image : null;
  const below = sharp ?? first.at(Math.min(frame, first.frames - 1));
  const above = look.mode === "single" ? null : second?.at(Math.min(frame, second.frames - 1));
  if (!below || (look.mode !== "single" && !above)) return null;
  const box = boxOf(canvas, first, look.zoom);
  const pen = fitted(canvas, look.zoom);
  paint(pen, below, box);
  if (above && look.mode === "difference") differ(pen, above, box);
  if (above && look.mode === "wipe") wipe(pen, above, box, look.wipe);
  return { frame, box, full: sharp !== null };
}

function fitted(canvas: HTMLCanvasElement, zoom: Zoom): CanvasRenderingContext2D {
  const [width, height] = [canvas.clientWidth, canvas.clientHeight].map((side) => Math.round(side * devicePixelRatio));
  if (canvas.width !== width) canvas.width = width!;
  if (canvas.height !== height) canvas.height = height!;
  const pen = canvas.getContext("2d", { alpha: false })!;
  pen.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
  pen.globalCompositeOperation = "source-over";
  pen.fillStyle = "#000";
  pen.fillRect(0, 0, canvas.clientWidth, canvas.clientHeight);
  pen.imageSmoothingEnabled = zoom.scale !== 2;
  pen.imageSmoothingQuality = "high";
  return pen;
}

function paint(pen: CanvasRenderingContext2D, image: CanvasImageSource, box: Box): void {
  pen.drawImage(image, box.left, box.top, box.width, box.height);
}

function differ(pen: CanvasRenderingContext2D, image: CanvasImageSource, box: Box): void {
  pen.globalCompositeOperation = "difference";
  paint(pen, image, box);
  pen.globalCompositeOperation = "source-over";
  pen.filter = AMPLIFIED;
  pen.setTransform(1, 0, 0, 1, 0, 0);
  pen.drawImage(pen.canvas, 0, 0);
  pen.filter = "none";
}

/** The second is seen to the right of the wipe. */
function wipe(pen: CanvasRenderingContext2D, image: CanvasImageSource, box: Box, at: number): void {
  pen.save();
  pen.beginPath();
  pen.rect(box.left + at * box.width, box.top, (1 - at) * box.width, box.height);
  pen.clip();
  paint(pen, image, box);
  pen.restore();
}
