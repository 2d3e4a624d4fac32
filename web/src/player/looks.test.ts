import { expect, test } from "vitest";
import { panned, placed, WHOLE } from "./fit";
import { nearest } from "./Stills";
import { heightOf } from "./Waveform";

const PICTURE = { width: 1920, height: 1080 };

test("a picture is shown whole and in the middle", () => {
  expect(placed(PICTURE, { width: 960, height: 800 }, WHOLE, 1)).toEqual({
    left: 0,
    top: 130,
    width: 960,
    height: 540,
  });
});

test("one to one is a point of the screen for one of the picture, and no edge is left empty", () => {
  const corner = { scale: 1, x: 0, y: 1 } as const;
  const window = { width: 800, height: 600 };
  expect(placed(PICTURE, window, corner, 1)).toEqual({ left: 0, top: -480, width: 1920, height: 1080 });
  expect(placed(PICTURE, window, corner, 2)).toEqual({ left: 0, top: 30, width: 960, height: 540 });
});

test("what is dragged to the right shows what is further left", () => {
  const zoom = { scale: 1, x: 0.5, y: 0.5 } as const;
  const box = placed(PICTURE, { width: 960, height: 540 }, zoom, 1);
  expect(panned(zoom, box, 192, 0)).toEqual({ scale: 1, x: 0.4, y: 0.5 });
});

test("the nearest still is shown", () => {
  expect([0, 5, 7, 99].map((frame) => nearest([3, 9, 15], frame))).toEqual([0, 0, 1, 2]);
});

test("half as loud to the ear is half as high", () => {
  expect(heightOf(255)).toBe(1);
  expect(heightOf(16)).toBeCloseTo(0.5, 1);
  expect(heightOf(0)).toBe(0);
});
