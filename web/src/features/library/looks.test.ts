import { expect, test } from "vitest";
import type { Glance } from "./asked";
import { grouped, idFor, wanting } from "./looks";

function glance(code: string, over: Partial<Glance> = {}): Glance {
  return {
    code,
    kind: "character",
    name: code.slice(3),
    description: "",
    version: 1,
    state: "draft",
    origin: "user",
    clearance: "cleared",
    lacking: [],
    refused: false,
    overridden: false,
    picture: "",
    shows: "sheet",
    colours: [],
    scenes: ["S01"],
    shots: 1,
    takes: 0,
    stale: 0,
    references: 0,
    views: 0,
    views_made: 0,
    views_approved: 0,
    packet: [],
    ...over,
  };
}

test("assets are grouped by kind, people first, and found by name, code or scene", () => {
  const all = [glance("PR-KEY", { kind: "prop", scenes: ["S04"] }), glance("CH-ADA")];
  expect(grouped(all, "", "all").map(({ title }) => title)).toEqual(["Characters", "Props"]);
  expect(grouped(all, "s04", "all")[0]?.assets[0]?.code).toBe("PR-KEY");
  expect(grouped(all, "nobody", "all")).toEqual([]);
});

test("only wants that somebody has are offered, with how many", () => {
  const all = [glance("CH-ADA"), glance("CH-BEA", { stale: 2, state: "approved" })];
  expect(wanting(all).map(({ value, many }) => [value, many])).toEqual([
    ["all", 2],
    ["approval", 1],
    ["stale", 1],
  ]);
});

test("an id is made of a name", () => {
  expect(idFor("prop", "The last tape, broken")).toBe("PR-LAST-TAPE-BROKEN");
  expect(idFor("character", "José")).toBe("CH-JOSE");
});
