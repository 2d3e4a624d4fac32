import { expect, test } from "vitest";
import type { Told } from "./asked";
import { byDay, inParts, runs } from "./days";

const told = (seq: number, at: string) => ({ seq, at }) as Told;

test("a story is told by its days, the newest first", () => {
  const now = new Date(2026, 10, 27, 12);
  const days = byDay(
    [
      told(3, new Date(2026, 10, 27, 1).toISOString()),
      told(2, new Date(2026, 10, 26, 23).toISOString()),
      told(1, new Date(2026, 10, 2, 9).toISOString()),
    ],
    now,
  );

  expect(days.map(([day]) => day).slice(0, 2)).toEqual(["Today", "Yesterday"]);
  expect(days.map(([, events]) => events.map(({ seq }) => seq))).toEqual([[3], [2], [1]]);
});

test("the code a sentence speaks of is found whole", () => {
  expect(inParts("Mara approved S02-SH03-T04: it reads", "S02-SH03-T04")).toEqual(["Mara approved ", ": it reads"]);
  expect(inParts("Mara approved S02-SH03-T04", "S02-SH03")).toEqual(["Mara approved S02-SH03-T04"]);
  expect(inParts("ada changed the settings", "1")).toEqual(["ada changed the settings"]);
  expect(inParts("nothing", "")).toEqual(["nothing"]);
});

test("the same thing done many times over is one run, twice is two lines", () => {
  const by = (actor: string, verb: string, many: number) =>
    Array.from({ length: many }, () => ({ actor, verb }) as Told);

  expect(runs([...by("ada", "take.approved", 5), ...by("bo", "take.approved", 2)]).map((run) => run.length)).toEqual([
    5, 1, 1,
  ]);
});
