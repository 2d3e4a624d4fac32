/** Times, lengths and money as people in the trade write them. */

/** A rate as the studio tells it: "24", "24000/1001". */
export function rate(told: string): number {
  const [above, below] = told.split("/").map(Number);
  return (above ?? 24) / (below ?? 1);
}

/** Timecode of a frame, non-drop, counted at the nominal rate: 01:02:03:04. */
export function timecode(frame: number, fps: number): string {
  const base = Math.max(1, Math.round(fps));
  const at = Math.max(0, frame);
  const parts = [Math.floor(at / base / 3600), Math.floor(at / base / 60) % 60, Math.floor(at / base) % 60, at % base];
  return parts.map((part) => String(part).padStart(2, "0")).join(":");
}

/** Seconds of a clip: 4.5 s; from a minute on 1:23. */
export function seconds(value: number): string {
  if (value < 60) return `${Number(value.toFixed(1))} s`;
  const whole = Math.round(value);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

const UNITS: [limit: number, size: number, name: string][] = [
  [60, 1, "s"],
  [3600, 60, "min"],
  [86400, 3600, "h"],
  [Infinity, 86400, "d"],
];

/** How long ago: "just now", "4 min ago". */
export function ago(iso: string, now = Date.now()): string {
  const passed = Math.max(0, (now - Date.parse(iso)) / 1000);
  if (passed < 10) return "just now";
  const [, size, name] = UNITS.find(([limit]) => passed < limit)!;
  return `${Math.floor(passed / size)} ${name} ago`;
}

/** The exact time, for whoever asks. */
export function exact(iso: string): string {
  return new Date(iso).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}
