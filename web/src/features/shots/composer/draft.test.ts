import { expect, test } from "vitest";
import { differing, merged, type Card, type Clash } from "./draft";

const card = (fields: Partial<Card>) => ({ code: "S01-SH01", size: "MS", lens: 40, action: "", ...fields }) as Card;
const clash: Clash = { version: 3, who: "bo", was: card({}), theirs: card({ size: "CU", action: "Bo's" }) };

test("cards differ where their fields do, and not by who planned them", () => {
  expect(differing(card({ origin: "user" }), card({ lens: 85, origin: "proposed" }))).toEqual(["lens"]);
});

test("what only one of two changed is theirs; what both did is asked", () => {
  const mine = card({ lens: 85, action: "Mine" });
  expect(merged(clash, mine, {})).toEqual(card({ size: "CU", lens: 85, action: "Mine" }));
  expect(merged(clash, mine, { action: "theirs" })).toEqual(card({ size: "CU", lens: 85, action: "Bo's" }));
});
