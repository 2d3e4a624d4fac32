import { expect, test } from "vitest";
import { newer } from "./useCut";

test("an answer that was overtaken on its way takes no version back", () => {
  const [older, known, told] = [{ newest: 5 }, { newest: 6 }, { newest: 7 }];
  expect(newer(undefined, older)).toEqual(older);
  expect(newer(known, older)).toBe(known);
  expect(newer(known, { newest: 6 })).toBe(known);
  expect(newer(known, told)).toEqual(told);
});
