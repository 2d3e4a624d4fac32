/** What is said with a verdict, before it is given. */
import { useState } from "react";
import type { State, Whole } from "./asked";

export const WORDS = [
  { name: "worked", label: "Worked", key: "w" },
  { name: "failed", label: "Failed", key: "f" },
  { name: "note", label: "Edit note", key: "e" },
  { name: "next_action", label: "Change to try", key: "c" },
] as const;
export type Word = (typeof WORDS)[number]["name"];

/** The narrow questions in the order in which a take is judged. */
export const QUESTIONS = [
  { name: "story", asks: "Does it do its story job?", lens: "story" },
  { name: "continuity", asks: "Does it keep what it must?", lens: "continuity" },
  { name: "references", asks: "Does it match its references?", lens: "reference" },
  { name: "camera", asks: "Are camera and action as planned?", lens: "camera" },
  { name: "edit", asks: "Can it be cut?", lens: "edit" },
] as const;
export type Question = (typeof QUESTIONS)[number]["name"];
export type Answer = "yes" | "no" | "unsure";

export interface Draft {
  words: Record<Word, string>;
  answers: Partial<Record<Question, Answer>>;
}

const EMPTY = { worked: "", failed: "", note: "", next_action: "" };

/** What stands, as the beginning of what will be said; what a rule wrote is not. */
export function drafted(take: Whole | undefined): Draft {
  const own = take?.verdict?.by === "person" ? take.verdict : null;
  if (!own) return { words: { ...EMPTY }, answers: {} };
  const { worked, failed, note, next_action } = own;
  return { words: { worked, failed, note, next_action }, answers: own.answers };
}

/** What was said, on top of what stands now: a verdict that arrives while one types takes no word away. */
export function carried(said: Draft, from: Draft, stands: Draft): Draft {
  const words = WORDS.map(({ name }) => [
    name,
    said.words[name] === from.words[name] ? stands.words[name] : said.words[name],
  ]);
  const answers = QUESTIONS.map(({ name }) => [
    name,
    said.answers[name] === from.answers[name] ? stands.answers[name] : said.answers[name],
  ]).filter(([, answer]) => answer !== undefined);
  return { words: Object.fromEntries(words), answers: Object.fromEntries(answers) } as Draft;
}

/** A draft that begins anew with another take, and goes on when another verdict stands. */
export function useDraft(take: Whole): [Draft, (change: (before: Draft) => Draft) => void] {
  const begun = { take: take.take, verdict: take.verdict?.id ?? 0, from: drafted(take), draft: drafted(take) };
  const [kept, setKept] = useState(begun);
  let now = kept;
  if (kept.take !== begun.take) now = begun;
  else if (kept.verdict !== begun.verdict) now = { ...begun, draft: carried(kept.draft, kept.from, begun.from) };
  if (now !== kept) setKept(now);
  return [now.draft, (change) => setKept((before) => ({ ...before, draft: change(before.draft) }))];
}

/** Whether anything is said that the verdict that stands does not say. */
export function differs(draft: Draft, take: Whole): boolean {
  return JSON.stringify(sorted(draft)) !== JSON.stringify(sorted(drafted(take)));
}

function sorted({ words, answers }: Draft) {
  return [WORDS.map(({ name }) => words[name]), QUESTIONS.map(({ name }) => answers[name])];
}

/** What failed, as the checks say it: where a person rejects without a word, it is theirs. */
export function missed(take: Whole): string {
  return take.findings
    .filter((one) => one.outcome === "failed")
    .map((one) => one.says)
    .join(" ")
    .slice(0, 2000);
}

const FILLER = new Set(
  `a again all an and another any as at be beautiful best better bit but change changed cinematic different do else
  epic fix fixed for good great improve improved is it just little lot make mend more much new nice nicer of once one
  please quality redo regenerate retry shot should so some something take than that the this time to try version very
  way with`.split(/\s+/),
);

/** Whether a change says what shall be otherwise, as the studio sees it: "something better" does not. */
export function namesAChange(text: string): boolean {
  return (text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).some((word) => !FILLER.has(word));
}

/** The word without which a verdict does not end a review: whoever leaves its field unsaid stays with the take. */
export function wanted(state: State, { failed, next_action }: Draft["words"]): Word | null {
  const change = namesAChange(next_action);
  if (state === "rejected" && !failed && !change) return "failed";
  if (state === "maybe" && !change) return "next_action";
  return null;
}
