import { act, renderHook } from "@testing-library/react";
import { expect, test } from "vitest";
import { useSelection } from "./selection";

const ORDER = ["a", "b", "c", "d"];

test("a click picks one, with ctrl adds, with shift picks all between", () => {
  const { result } = renderHook(() => useSelection(ORDER));
  act(() => result.current.pick("b"));
  act(() => result.current.pick("d", { add: true }));
  expect([...result.current.chosen]).toEqual(["b", "d"]);
  act(() => result.current.pick("b", { range: true }));
  expect([...result.current.chosen]).toEqual(["b", "c", "d"]);
});

test("arrows move the cursor and stop at the ends; with shift they widen what is chosen", () => {
  const { result } = renderHook(() => useSelection(ORDER));
  act(() => void result.current.move(1, false));
  expect(result.current.cursor).toBe("a");
  act(() => void result.current.move(2, true));
  expect([...result.current.chosen]).toEqual(["a", "b", "c"]);
  act(() => void result.current.move(-9, false));
  expect([...result.current.chosen]).toEqual(["a"]);
});

test("what is shown no longer is not chosen any more", () => {
  const { result, rerender } = renderHook(({ order }) => useSelection(order), { initialProps: { order: ORDER } });
  act(() => result.current.all());
  rerender({ order: ["a"] });
  expect([...result.current.chosen]).toEqual(["a"]);
});
