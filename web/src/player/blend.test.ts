import { expect, test } from "vitest";
import { sides } from "./blend";

const FILM = [
  { start: 0 },
  { start: 20, into: { way: "dissolve" as const, frames: 4, before: 2 } },
  { start: 40, into: { way: "fade" as const, frames: 4, before: 2 } },
];
const [FIRST, SECOND, THIRD] = FILM;

function share(place: number, frame: number): number {
  return sides(FILM, place, frame)!.share;
}

test("a dissolve lies about its cut and goes evenly from one side to the other", () => {
  expect(sides(FILM, 0, 17)).toBeNull();
  expect(sides(FILM, 0, 18)).toEqual({ below: FIRST, above: SECOND, share: 0.2 });
  expect([share(0, 19), share(1, 20), share(1, 21)]).toEqual([0.4, 0.6, 0.8]);
  expect(sides(FILM, 1, 22)).toBeNull();
});

test("a fade goes to black and out of it", () => {
  expect(sides(FILM, 1, 39)).toEqual({ below: SECOND, above: null, share: 2 / 3 });
  expect(sides(FILM, 2, 40)).toEqual({ below: null, above: THIRD, share: 1 / 3 });
});

test("the first piece comes out of black", () => {
  const film = [{ start: 0, into: { way: "fade" as const, frames: 4, before: 0 } }];
  expect(sides(film, 0, 0)).toEqual({ below: null, above: film[0], share: 0.2 });
});
