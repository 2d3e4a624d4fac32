import { expect, test } from "vitest";
import type { Whole } from "./asked";
import { carried, differs, drafted, missed, namesAChange, wanted } from "./draft";

const verdict = {
  id: 1,
  state: "maybe",
  by: "person",
  who: "ada",
  worked: "light",
  failed: "",
  note: "",
  next_action: "",
  answers: { story: "yes" },
};
const take = (own: object) => ({ take: "A-T01", verdict: null, findings: [], ...own }) as unknown as Whole;

test("a draft begins with what a person said, and not with what a rule wrote", () => {
  expect(drafted(take({ verdict })).words.worked).toBe("light");
  expect(drafted(take({ verdict: { ...verdict, by: "rule" } })).words.worked).toBe("");
});

test("a draft that says the same is no change", () => {
  const one = take({ verdict });
  expect(differs(drafted(one), one)).toBe(false);
  expect(differs({ ...drafted(one), answers: { story: "no" } }, one)).toBe(true);
});

test("what was typed while another verdict came to stand stays, and the rest is what stands", () => {
  const from = drafted(take({}));
  const said = { words: { ...from.words, next_action: "the cam" }, answers: { edit: "no" } } as const;
  const kept = carried(said, from, drafted(take({ verdict })));
  expect(kept.words).toEqual({ worked: "light", failed: "", note: "", next_action: "the cam" });
  expect(kept.answers).toEqual({ story: "yes", edit: "no" });
});

test("an answer that was taken back stays taken back", () => {
  const from = drafted(take({ verdict }));
  expect(carried({ ...from, answers: {} }, from, from).answers).toEqual({});
});

test("what the checks say failed is what is missed", () => {
  const findings = [
    { outcome: "failed", says: "It is black." },
    { outcome: "passed", says: "It moves." },
  ];
  expect(missed(take({ findings }))).toBe("It is black.");
});

test.each([
  ["slower, from the left", true],
  ["something better", false],
  ["", false],
])("%j names a change: %s", (text, named) => {
  expect(namesAChange(text)).toBe(named);
});

test("a rejection wants what failed or a change, a maybe wants a change, and the others want nothing", () => {
  const { words } = drafted(take({}));
  expect(wanted("rejected", words)).toBe("failed");
  expect(wanted("rejected", { ...words, failed: "her hand" })).toBeNull();
  expect(wanted("rejected", { ...words, next_action: "the camera stands still" })).toBeNull();
  expect(wanted("maybe", { ...words, failed: "her hand" })).toBe("next_action");
  expect(wanted("maybe", { ...words, next_action: "something better" })).toBe("next_action");
  expect(wanted("maybe", { ...words, next_action: "the camera stands still" })).toBeNull();
  expect(wanted("approved", words)).toBeNull();
});
