import { expect, test } from "vitest";
import { captionsOf } from "./captions";

const FILE = `WEBVTT

1
00:00:02.000 --> 00:00:03.500
SAM: <i>Who &amp; where?</i>
Anyone?

2
01:00:00.042 --> 01:00:01.001
Rain.
`;

test("captions stand at the frames that their times mean, without marks of style", () => {
  expect(captionsOf(FILE, 24)).toEqual([
    { start: 48, end: 84, text: "SAM: Who & where?\nAnyone?" },
    { start: 86401, end: 86424, text: "Rain." },
  ]);
});

test("what is no caption gives none", () => {
  expect(captionsOf("WEBVTT\n", 24)).toEqual([]);
});
