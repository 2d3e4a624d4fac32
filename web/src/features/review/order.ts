/** Where one is in a queue, and where one goes next. */
import type { Row } from "./asked";

type Placed = Pick<Row, "take" | "shot" | "by" | "action">;

/** The take so many places away, or null at the end. */
export function beside(queue: readonly Placed[], take: string, by: number): string | null {
  const place = queue.findIndex((row) => row.take === take);
  return place < 0 ? (queue[0]?.take ?? null) : (queue[place + by]?.take ?? null);
}

/** The first take of the next shot, or of the one before. */
export function shotBeside(queue: readonly Placed[], take: string, direction: 1 | -1): string | null {
  const shots = [...new Set(queue.map((row) => row.shot))];
  const shot = queue.find((row) => row.take === take)?.shot;
  const next = shots[shots.indexOf(shot ?? "") + direction];
  return queue.find((row) => row.shot === next)?.take ?? null;
}

/** The next take after this one that nobody has judged, from the beginning again at the end; null when all are. */
export function nextOpen(queue: readonly Placed[], take: string, isOpen: (row: Placed) => boolean): string | null {
  const place = queue.findIndex((row) => row.take === take);
  const around = [...queue.slice(place + 1), ...queue.slice(0, Math.max(0, place))];
  return around.find(isOpen)?.take ?? null;
}

/** Whether a take waits for a person. */
export function waits(row: Placed): boolean {
  return row.by !== "person";
}
