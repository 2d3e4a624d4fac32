/** Where a picture stands in its window: whole, or so many points of the screen to each of its own. */
export interface Zoom {
  /** Points of the screen for one of the picture; `fit` shows it whole. */
  scale: "fit" | 1 | 2;
  /** What of the picture is in the middle of the window, 0 to 1. */
  x: number;
  y: number;
}

export const WHOLE: Zoom = { scale: "fit", x: 0.5, y: 0.5 };

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

interface Size {
  width: number;
  height: number;
}

/** The place of a picture in a window, both in the window's units; `density` is points of the screen in one of them. */
export function placed(picture: Size, window: Size, zoom: Zoom, density: number): Box {
  const whole = Math.min(window.width / picture.width, window.height / picture.height);
  const scale = zoom.scale === "fit" ? whole : zoom.scale / density;
  const width = picture.width * scale;
  const height = picture.height * scale;
  return {
    left: along(window.width, width, zoom.x),
    top: along(window.height, height, zoom.y),
    width,
    height,
  };
}

/** Where a length begins in a room: in its middle when it is shorter, else so that nothing of the room stays empty. */
function along(room: number, length: number, middle: number): number {
  if (length <= room) return (room - length) / 2;
  return Math.min(0, Math.max(room - length, room / 2 - middle * length));
}

/** Moved by so much of the window. */
export function panned(zoom: Zoom, box: Box, dx: number, dy: number): Zoom {
  const within = (value: number) => Math.max(0, Math.min(1, value));
  return { ...zoom, x: within(zoom.x - dx / box.width), y: within(zoom.y - dy / box.height) };
}
