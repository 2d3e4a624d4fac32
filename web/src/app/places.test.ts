import { expect, test } from "vitest";
import { holds, places } from "./places";

const ADDRESSES: [address: string, label: string][] = [
  ["/p/1", "Home"],
  ["/p/1/board", "Board"],
  ["/p/1/shots/S01-SH01", "Board"],
  ["/p/1/dailies", "Dailies"],
  ["/p/1/takes/S01-SH01-T01", "Dailies"],
  ["/p/1/library/CH-ADA", "Library"],
  ["/p/1/screen/cut", "Cut"],
];

test.each(ADDRESSES)("%s is of %s alone", (address, label) => {
  expect(
    places("1")
      .filter((place) => holds(place, address))
      .map((place) => place.label),
  ).toEqual([label]);
});
