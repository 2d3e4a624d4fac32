/** How frames become places on the screen, and which of them the ruler names. */

export interface Scale {
  /** Pixels a frame. */
  zoom: number;
  /** What of the strip is seen, in pixels from its left. */
  left: number;
  width: number;
}

const LEAST = 0.02;
export const MOST = 24;

export function clamped(zoom: number): number {
  return Math.max(LEAST, Math.min(MOST, zoom));
}

/** The zoom at which a film fits, with a little air behind it. */
export function fitting(frames: number, width: number): number {
  return clamped((width - 24) / Math.max(1, frames));
}

/** Whether frames from `start` to `end` are seen, or nearly. */
export function seen({ zoom, left, width }: Scale, start: number, end: number): boolean {
  return end * zoom >= left - 200 && start * zoom <= left + width + 200;
}

/** The frames between two names on the ruler: a round number of frames or seconds, never closer than is readable. */
export function stepOf(zoom: number, fps: number): number {
  const base = Math.round(fps);
  const steps = [1, 2, 5, 10, base, 2 * base, 5 * base, 10 * base, 30 * base, 60 * base, 300 * base, 600 * base];
  return steps.find((step) => step * zoom >= 92) ?? steps.at(-1)!;
}

/** Every frame that the ruler names where it is seen. */
export function named(scale: Scale, frames: number, fps: number): number[] {
  const step = stepOf(scale.zoom, fps);
  const first = Math.max(0, Math.floor((scale.left - 100) / scale.zoom / step));
  const last = Math.min(Math.floor(frames / step), Math.ceil((scale.left + scale.width) / scale.zoom / step));
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, place) => (first + place) * step);
}
