import { expect, test } from "vitest";
import { summed } from "./Foreseen";

const shot = (fate: "stale" | "cut" | "new") => ({
  shot: "S01-SH01",
  title: "",
  fate,
  says: "",
  was: "",
  now: "",
  takes: 0,
});

test("what a save would do is said in one sentence", () => {
  expect(summed({ shots: [], kept: 3 })).toBe("No shot changes; 3 stay as they are.");
  expect(summed({ shots: [shot("stale")], kept: 1 })).toBe("1 shot would be stale; 1 stays as it is.");
  expect(summed({ shots: [shot("stale"), shot("stale"), shot("cut")], kept: 0 })).toBe(
    "2 shots would be stale, 1 would be cut; none stays as it is.",
  );
});
