import { expect, test } from "vitest";
import { runnerOf, runners, type Runner } from "./runners";

const model = { id: "m", makes: "video", seconds: [4, 15] };
const shot = (scene: string, seconds: number) => ({ scene, seconds });

test("only models that hold several shots, of providers that are set up, are runners", () => {
  const found = runners([
    { id: "one", lacks: "", models: [{ ...model, shots: 1 }] },
    { id: "six", lacks: "", models: [{ ...model, shots: 6 }] },
    { id: "off", lacks: "A key.", models: [{ ...model, shots: 6 }] },
  ]);
  expect(found).toEqual([{ value: "six/m", shots: 6, seconds: 15 }]);
});

test("what is chosen goes to the first model that holds it, and only shots of one scene do", () => {
  const known: Runner[] = [
    { value: "short", shots: 6, seconds: 10 },
    { value: "long", shots: 6, seconds: 30 },
  ];
  expect(runnerOf(known, [shot("S01", 4), shot("S01", 5)])).toBe("short");
  expect(runnerOf(known, [shot("S01", 8), shot("S01", 8)])).toBe("long");
  expect(runnerOf(known, [shot("S01", 20), shot("S01", 20)])).toBe("short");
  expect(runnerOf(known, [shot("S01", 4), shot("S02", 5)])).toBe("");
  expect(runnerOf(known, [shot("S01", 4)])).toBe("");
  expect(runnerOf([], [shot("S01", 4), shot("S01", 5)])).toBe("");
});
