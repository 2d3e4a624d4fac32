import { expect, test } from "vitest";
import { kinds, name, offers } from "./fountain";

const told = (text: string, names: string[] = []) => kinds(text.split("\n"), new Set(names));

test("a scene is told apart line by line", () => {
  const script = "INT. HALL - NIGHT\n\nAda waits.\n\nADA (O.S.)\n(low)\nWho is there?\n\nCUT TO:\n";
  expect(told(script)).toEqual([
    "heading",
    "blank",
    "action",
    "blank",
    "character",
    "parenthetical",
    "dialogue",
    "blank",
    "transition",
    "blank",
  ]);
});

test("the title page ends at the first blank line", () => {
  expect(told("Title: Two Doors\nAuthor: Ada\n\nINT. HALL - NIGHT").slice(0, 4)).toEqual([
    "title",
    "title",
    "blank",
    "heading",
  ]);
});

test("marks at the beginning of a line say what it is", () => {
  const forced = [
    ".SNIPER SCOPE",
    "!SHE RUNS",
    "@McAvoy",
    "~La la",
    "# Act one",
    "= She leaves",
    ">THE END<",
    "> FADE OUT.",
  ];
  const all = ["heading", "action", "character", "lyric", "section", "synopsis", "centered", "transition"];
  expect(forced.map((line) => told(`\n${line}`)[1])).toEqual(all);
  expect(told("===")[0]).toBe("page");
});

test("a line of capitals is a cue only where somebody speaks, or is known to", () => {
  expect(told("\nBOOM\n")[1]).toBe("action");
  expect(told("\nADA\n", ["ADA"])[1]).toBe("character");
  expect(told("INT. A - DAY\nEXT. B - DAY")[1]).toBe("action");
});

test("what is cut out stays cut out over lines, and notes stand apart", () => {
  expect(told("/* one\n\ntwo */\nthree")).toEqual(["boneyard", "boneyard", "boneyard", "action"]);
  expect(told("\n[[S01-SH01]]")[1]).toBe("note");
});

test("a cue names who speaks", () => {
  expect(name("@McAvoy (V.O.) ^")).toBe("McAvoy");
});

const KNOWN = { characters: ["ADA", "BO"], places: ["HALL"], times: ["NIGHT"] };

test("headings are completed with places, then hours; capitals with who speaks", () => {
  expect(offers("INT. H", "", KNOWN)).toEqual({ from: 5, options: ["HALL"] });
  expect(offers("INT. HALL - N", "", KNOWN)).toMatchObject({ from: 12 });
  expect(offers("INT. HALL - N", "", KNOWN)?.options[0]).toBe("NIGHT");
  expect(offers("A", "", KNOWN)?.options.slice(0, 2)).toEqual(["ADA", "BO"]);
  expect(offers("Ada", "", KNOWN)).toBeUndefined();
  expect(offers("A", "ADA", KNOWN)).toBeUndefined();
});
