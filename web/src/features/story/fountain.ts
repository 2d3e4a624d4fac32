/** Fountain line by line, for the layout while one types; the studio's own reading decides when it is saved. */

export type Kind =
  | "title"
  | "heading"
  | "action"
  | "character"
  | "dialogue"
  | "parenthetical"
  | "transition"
  | "lyric"
  | "centered"
  | "section"
  | "synopsis"
  | "note"
  | "page"
  | "boneyard"
  | "blank";

const HEADING = /^(?:(?:INT|EXT|EST)[. ]|(?:INT\.?\/EXT|EXT\.?\/INT|I\/E)[. ])/i;
const TITLE = /^[A-Za-z][A-Za-z ]*:/;
const NOTE = /^\[\[.*\]\]$/;
const CUE = /^[^\p{Ll}]*\p{Lu}[^\p{Ll}]*(?:\(.*\))?\s*\^?$/u;

/** What each line is; `names` are spoken by even before anything is said. */
export function kinds(lines: readonly string[], names: ReadonlySet<string> = new Set()): Kind[] {
  const found: Kind[] = [];
  let at = titlePage(lines, found);
  let speaking = false;
  let hidden = false;
  for (; at < lines.length; at++) {
    const line = lines[at]!;
    const text = line.trim();
    if (hidden || text.startsWith("/*")) {
      hidden = !text.includes("*/");
      found.push("boneyard");
      continue;
    }
    const kind = of(text, line, { before: lines[at - 1] ?? "", after: lines[at + 1] ?? "", speaking, names });
    speaking = kind === "character" || (speaking && (kind === "dialogue" || kind === "parenthetical"));
    found.push(kind);
  }
  return found;
}

interface Around {
  before: string;
  after: string;
  speaking: boolean;
  names: ReadonlySet<string>;
}

function of(text: string, line: string, around: Around): Kind {
  if (text === "") return around.speaking && line.length > 1 ? "dialogue" : "blank";
  const forced = force(text);
  if (forced) return forced;
  if (around.speaking) return /^\(.*\)$/.test(text) ? "parenthetical" : "dialogue";
  if (NOTE.test(text)) return "note";
  const alone = around.before.trim() === "";
  if (alone && HEADING.test(text)) return "heading";
  if (alone && /^[^\p{Ll}]+TO:$/u.test(text) && around.after.trim() === "") return "transition";
  if (alone && CUE.test(text) && (around.after.trim() !== "" || around.names.has(name(text)))) return "character";
  return "action";
}

function force(text: string): Kind | undefined {
  if (/^={3,}$/.test(text)) return "page";
  if (/^\.[^.]/.test(text)) return "heading";
  if (text.startsWith(">")) return text.endsWith("<") ? "centered" : "transition";
  return ({ "!": "action", "@": "character", "~": "lyric", "#": "section", "=": "synopsis" } as const)[text[0]!];
}

/** The lines before the first blank one, when the script begins with a key. */
function titlePage(lines: readonly string[], found: Kind[]): number {
  if (!TITLE.test(lines[0] ?? "") || HEADING.test(lines[0] ?? "")) return 0;
  const end = lines.findIndex((line) => line.trim() === "");
  const many = end < 0 ? lines.length : end;
  for (let at = 0; at < many; at++) found.push("title");
  return many;
}

/** Whose cue a line is: without what stands in brackets, and without marks. */
export function name(cue: string): string {
  return cue
    .replace(/^@/, "")
    .replace(/\(.*$/, "")
    .replace(/\^\s*$/, "")
    .trim();
}

/** What can be written at the end of a line that has been begun. */
export interface Offer {
  /** Where in the line what is typed begins. */
  from: number;
  options: string[];
}

const HOURS = ["DAY", "NIGHT", "DAWN", "DUSK", "CONTINUOUS", "LATER"];
const OPENINGS = ["INT. ", "EXT. ", "INT./EXT. "];
const TRANSITIONS = ["CUT TO:", "SMASH CUT TO:", "MATCH CUT TO:", "DISSOLVE TO:", "FADE TO:"];

export interface Known {
  characters: readonly string[];
  places: readonly string[];
  times: readonly string[];
}

/** What a line, begun on its own, may become: a heading, a cue, a transition. */
export function offers(line: string, before: string, known: Known): Offer | undefined {
  if (before.trim() !== "" || line.trim() === "") return undefined;
  const opening = /^\.?(?:INT\.?\/EXT|EXT\.?\/INT|I\/E|INT|EXT|EST)[. ]\s*/i.exec(line);
  if (opening) {
    const dash = line.lastIndexOf(" - ");
    if (dash > 0) return { from: dash + 3, options: once([...known.times, ...HOURS]) };
    return { from: opening[0].length, options: [...known.places] };
  }
  if (/\p{Ll}/u.test(line)) return undefined;
  const from = line.startsWith("@") ? 1 : 0;
  return { from, options: once([...known.characters, ...OPENINGS, ...TRANSITIONS]) };
}

function once(words: string[]): string[] {
  return [...new Set(words)];
}
