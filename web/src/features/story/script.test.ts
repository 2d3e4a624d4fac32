import { expect, test } from "vitest";
import { placeIn, plain } from "./script";

test("places counted in characters are found among line ends and wide letters", () => {
  const text = "A🎬b\r\ncd";
  const editor = plain(text);
  expect(editor[placeIn(text, 2)]).toBe("b");
  expect(editor[placeIn(text, 5)]).toBe("c");
  expect(editor.slice(placeIn(text, 6))).toBe("d");
});
