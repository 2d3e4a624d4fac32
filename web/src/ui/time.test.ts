import { expect, test } from "vitest";
import { ago, rate, seconds, timecode } from "./time";

test("timecode counts frames at the nominal rate", () => {
  expect(timecode(0, 24)).toBe("00:00:00:00");
  expect(timecode(24 * 3661 + 7, 24)).toBe("01:01:01:07");
  expect(timecode(30, rate("30000/1001"))).toBe("00:00:01:00");
  expect(rate("24000/1001")).toBeCloseTo(23.976, 3);
});

test("seconds are short below a minute and clock-like from there", () => {
  expect(seconds(4.5)).toBe("4.5 s");
  expect(seconds(83)).toBe("1:23");
});

test("times are told by how long ago they were", () => {
  const now = Date.parse("2026-11-27T10:00:00Z");
  expect(ago("2026-11-27T09:59:55Z", now)).toBe("just now");
  expect(ago("2026-11-27T09:56:00Z", now)).toBe("4 min ago");
  expect(ago("2026-11-24T10:00:00Z", now)).toBe("3 d ago");
});
