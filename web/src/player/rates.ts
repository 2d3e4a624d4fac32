/** Rates, and frames as times. */

/** A rate such as `24000/1001` as a number. */
export function fpsOf(rate: string): number {
  const [over, under] = rate.split("/").map(Number);
  return over! / (under ?? 1);
}

/** Non-drop timecode of a frame: `00:00:04:12`. */
export function timecode(frame: number, fps: number): string {
  const base = Math.max(1, Math.round(fps));
  const seconds = Math.floor(frame / base);
  const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60, frame % base];
  return parts.map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
}
