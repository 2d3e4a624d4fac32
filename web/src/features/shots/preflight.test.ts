import { expect, test } from "vitest";
import { leavable, notes, type Preflight } from "./preflight";

const row = { stops: "", cut: [], warnings: [], unchecked: [] };

test("a thing is said once, with all shots it is said of; what is refused comes first", () => {
  const seen = {
    unasked: { "S01-SH09": "too long" },
    orders: [
      { ...row, subject: "S01-SH01", warnings: ["loses sound"] },
      { ...row, subject: "S01-SH02", warnings: ["loses sound"], stops: "no money" },
    ],
  } as unknown as Preflight;
  expect(notes(seen).map(({ kind, of }) => [kind, of.join(" ")])).toEqual([
    ["Refused", "S01-SH02"],
    ["Not asked", "S01-SH09"],
    ["Doubt", "S01-SH01 S01-SH02"],
  ]);
});

test("why things are left out is said once, of all that are", () => {
  const cut = (asset: string) => `${asset}: only words are sent in this mode`;
  const seen = {
    unasked: {},
    orders: [
      { ...row, subject: "S01-SH01", cut: [cut("CH-WREN (identity)"), cut("LO-SHOP (place)")] },
      { ...row, subject: "S01-SH02", cut: [cut("LO-SHOP (place)")] },
    ],
  } as unknown as Preflight;
  expect(notes(seen)).toEqual([
    { kind: "Left out", says: "only words are sent in this mode", of: ["CH-WREN (identity)", "LO-SHOP (place)"] },
  ]);
});

test("what goes along can be left out, and what was left out stays to be taken back", () => {
  const seen = {
    orders: [
      { ...row, references: ["CH-WREN", "S01-SH01 first_frame"] },
      { ...row, references: ["CH-WREN"] },
    ],
  } as unknown as Preflight;
  expect(leavable(seen, ["PR-TAPE"])).toEqual(["CH-WREN", "PR-TAPE", "S01-SH01 first_frame"]);
  expect(leavable(undefined, [])).toEqual([]);
});
