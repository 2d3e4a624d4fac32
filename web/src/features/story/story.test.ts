import { expect, test } from "vitest";
import { heights, ranked, shared, type Finding } from "./story";

const finding = (outcome: Finding["outcome"], severity: Finding["severity"] = "slight"): Finding => ({
  check: `${outcome} ${severity}`,
  outcome,
  severity,
  says: "",
  attempt: "",
  field: "",
  scene: "",
  shot: "",
  line: null,
});

test("grave doubts go first, and what passed is not worked through", () => {
  const all = [finding("passed"), finding("cannot_judge"), finding("doubtful"), finding("doubtful", "grave")];
  expect(ranked(all).map(({ check }) => check)).toEqual(["doubtful grave", "doubtful slight", "cannot_judge slight"]);
});

test("the shares of the spine always make one film", () => {
  const spine = { want: 0.15, obstacle: 0.2, escalation: 0.3, turn: 0.15, payoff: 0.2 };
  for (const share of [0, 0.07, 0.333, 0.5, 2]) {
    const made = shared(spine, "turn", share);
    expect(Object.values(made).reduce((sum, one) => sum + one, 0)).toBeCloseTo(1, 6);
    expect(Object.values(made).every((one) => one >= 0)).toBe(true);
  }
});

test("beats rise and fall by what is at stake", () => {
  expect(heights([{ starts: "+", ends: "--" }, {}])).toEqual([1, -2, undefined, undefined]);
});
