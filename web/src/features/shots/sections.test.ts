import { expect, test } from "vitest";
import { sections } from "./sections";

const board = (...shots: string[]) => shots.map((shot) => ({ shot, scene: shot.slice(0, 3) }));
const told = (found: ReturnType<typeof sections>) =>
  found.map(({ scene, shots, goesOn }) => `${scene}${goesOn ? "+" : ""}: ${shots.join(" ")}`.trim());

test("shots stand under their scene, and scenes without shots where the script has them", () => {
  const found = sections(board("S01-SH01", "S01-SH02", "S03-SH01"), ["S01", "S02", "S03", "S04"]);
  expect(told(found)).toEqual(["S01: S01-SH01 S01-SH02", "S02:", "S03: S03-SH01", "S04:"]);
});

test("a shot that is cut into another scene stays within it", () => {
  const found = sections(board("S01-SH01", "S02-SH01", "S01-SH02", "S02-SH02"), ["S01", "S02"]);
  expect(told(found)).toEqual(["S01: S01-SH01 S02-SH01 S01-SH02", "S02: S02-SH02"]);
});

test("a scene that is taken up again says so", () => {
  const found = sections(board("S01-SH01", "S02-SH01", "S03-SH01", "S01-SH02"), []);
  expect(told(found)).toEqual(["S01: S01-SH01", "S02: S02-SH01", "S03: S03-SH01", "S01+: S01-SH02"]);
});

test("what is not shown leaves no empty section", () => {
  const all = board("S01-SH01", "S02-SH01");
  expect(told(sections(all, ["S01", "S02", "S03"], [all[1]!]))).toEqual(["S02: S02-SH01"]);
});
