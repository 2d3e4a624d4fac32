import { expect, test } from "vitest";
import { concern } from "./live";

test("a verdict concerns the dailies and the board, not the budget's limit", () => {
  expect(concern("take.approved").test("/api/projects/{project_id}/board")).toBe(true);
  expect(concern("take.approved").test("/api/projects/{project_id}/budget")).toBe(false);
});

test("an event of an unknown kind concerns everything", () => {
  expect(concern("moon.rose").test("/api/projects/{project_id}/budget")).toBe(true);
});
