import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { Page } from "@playwright/test";
import type Axe from "axe-core";
import { expect, test, type Production } from "./studio";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

async function faults(page: Page): Promise<string[]> {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await (globalThis as unknown as { axe: typeof Axe }).axe.run();
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
  });
}

async function order(page: Page): Promise<string[]> {
  const cards = page.getByRole("region", { name: "Shots" }).getByRole("article");
  return cards.evaluateAll((found) => found.map((one) => one.id.replace("shot-", "")));
}

function at(production: Production, path: string): string {
  return `/api/projects/${production.id}${path}`;
}

test("takes of several shots are seen, confirmed once and made, without the mouse", async ({ page, produce }) => {
  const production = await produce({ takes: 1 });
  await page.goto(production.at("board"));
  await expect(page.getByRole("article", { name: /S01-SH01/ })).toContainText("1 take");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await expect(page.getByRole("toolbar", { name: "What is chosen" })).toContainText("2 shots");
  await page.keyboard.press("o");
  const dialog = page.getByRole("dialog", { name: "Order takes of 2 shots" });
  await dialog.getByRole("button", { name: /Order 2 takes/ }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("article", { name: /S01-SH01/ })).toContainText("2 takes", { timeout: 30_000 });
  await expect(page.getByRole("article", { name: /S01-SH02/ })).toContainText("2 takes", { timeout: 30_000 });
  await expect(page.getByRole("article", { name: /S02-SH01/ })).toContainText("1 take");
});

test("two shots are ordered as one clip, and each gets its part of it", async ({ page, produce }) => {
  const production = await produce({ takes: 0, seconds: 2 });
  await page.goto(production.at("board"));
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Shift+ArrowRight");
  await page.keyboard.press("j");
  const dialog = page.getByRole("dialog", { name: "Order 2 shots together" });
  await expect(dialog.getByRole("list", { name: "One clip, shot by shot" }).getByRole("listitem")).toHaveText([
    /S01-SH01from frame 0, 2 s/,
    /S01-SH02from frame 48, 2 s/,
  ]);
  await dialog.getByText("Prompt for all 2").click();
  await expect(dialog.getByText(/Shot 2:/)).toBeVisible();
  await dialog.getByRole("button", { name: /Order 1 clip for up to/ }).click();
  await expect(page.getByRole("article", { name: /S01-SH01/ })).toContainText("1 take", { timeout: 60_000 });
  await expect(page.getByRole("article", { name: /S01-SH02/ })).toContainText("1 take", { timeout: 60_000 });
  await page.goto(production.at("takes/S01-SH02-T01"));
  await page.getByRole("tab", { name: "Made of" }).click();
  await expect(page.getByText(/frames 46 to 96/)).toContainText("Cut found at frame 46, planned 48.");
  await page.getByRole("link", { name: "S01-SH01-SH02-T01" }).click();
  await page.getByRole("tab", { name: "Made of" }).click();
  await expect(page.getByRole("link", { name: "S01-SH02-T01" })).toBeVisible();
});

test("shots of two scenes are not ordered together, and what stands between is said", async ({ page, produce }) => {
  const production = await produce({ takes: 0, side_b: true });
  await page.goto(production.at("board"));
  const bar = page.getByRole("toolbar", { name: "What is chosen" });
  const pick = (code: string) =>
    page.getByRole("article", { name: new RegExp(code) }).click({ modifiers: ["Control"] });
  await pick("S01-SH03");
  await pick("S02-SH01");
  await expect(bar).toContainText("2 shots");
  await expect(bar.getByRole("button", { name: /Order together/ })).toHaveCount(0);
  await page.keyboard.press("Escape");
  await pick("S01-SH01");
  await pick("S01-SH03");
  await bar.getByRole("button", { name: /Order together/ }).click();
  const dialog = page.getByRole("dialog", { name: "Order 2 shots together" });
  await expect(dialog).toContainText("S01-SH02 stands between S01-SH01 and S01-SH03");
  await expect(dialog.getByRole("button", { name: "Nothing to order" })).toBeDisabled();
});

test("a shot is moved by keyboard and by drag, and every move is undone", async ({ page, produce }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("board"));
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("Alt+ArrowRight");
  await expect.poll(() => order(page)).toEqual(["S01-SH02", "S01-SH01", "S02-SH01"]);
  await page.getByRole("article", { name: /S02-SH01/ }).dragTo(page.getByRole("article", { name: /S01-SH02/ }), {
    targetPosition: { x: 8, y: 60 },
  });
  await expect.poll(() => order(page)).toEqual(["S02-SH01", "S01-SH02", "S01-SH01"]);
  await expect(page.getByText("Moved S02-SH01 to the front")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect.poll(() => order(page)).toEqual(["S01-SH02", "S01-SH01", "S02-SH01"]);
  await page.keyboard.press("Control+z");
  await expect.poll(() => order(page)).toEqual(["S01-SH01", "S01-SH02", "S02-SH01"]);
});

test("a shot is put in under a code of its own, omitted and put back", async ({ page, produce }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("board"));
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("n");
  await expect(page).toHaveURL(production.at("shots/S01-SH01A"));
  await expect(page.getByRole("form", { name: "Card of S01-SH01A" })).toBeVisible();
  await page.keyboard.press("Escape");
  await expect.poll(() => order(page)).toEqual(["S01-SH01", "S01-SH01A", "S01-SH02", "S02-SH01"]);
  await page.getByRole("article", { name: /S01-SH01A/ }).click();
  await page.keyboard.press("Delete");
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.getByRole("button", { name: "1 omitted" }).click();
  await page.getByRole("menuitem", { name: /S01-SH01A/ }).click();
  await expect(page.getByRole("article")).toHaveCount(4);
});

test("two change one card: each keeps what only they changed, and says whose stays where both did", async ({
  page,
  request,
  produce,
}) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("shots/S01-SH01"));
  await page.getByLabel("Title", { exact: true }).fill("Mine");
  await page.getByLabel("Lens", { exact: true }).fill("85");
  const kept = (await (await request.get(at(production, "/shots/S01-SH01/card"))).json()) as { card: object };
  const theirs = { ...kept.card, title: "Theirs", eyeline: "to the door" };
  expect((await request.put(at(production, "/shots/S01-SH01/card?seen=1"), { data: theirs })).status()).toBe(200);

  await page.keyboard.press("Control+s");
  const dialog = page.getByRole("dialog", { name: /changed S01-SH01 while you did/ });
  await expect(dialog.getByRole("row", { name: /title/ })).toContainText("Theirs");
  await dialog.getByRole("radiogroup", { name: "Whose title stays" }).getByText("Theirs").click();
  await dialog.getByRole("button", { name: "Save both as version 3" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("button", { name: "Saved" })).toBeVisible();
  const saved = (await (await request.get(at(production, "/shots/S01-SH01/card"))).json()) as {
    card: { title: string; lens: number; eyeline: string };
  };
  expect(saved.card).toMatchObject({ title: "Theirs", lens: 85, eyeline: "to the door" });
});

test("the prompt and the doubts follow the card while it is written; what is not saved is not lost", async ({
  page,
  produce,
}) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("shots/S01-SH01"));
  await page.getByLabel("What happens").fill("Ada kneels by the yellow door. The camera pans left, then zooms in.");
  await expect(page.getByLabel("The prompt")).toContainText("yellow door");
  await expect(page.getByText(/two camera moves in one shot/).first()).toBeVisible();
  await page.getByRole("link", { name: "Board" }).click();
  await expect(page.getByRole("article")).toHaveCount(3);
  await page.goBack();
  await expect(page.getByLabel("What happens")).toHaveValue(/yellow door/);
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(page.getByLabel("What happens")).not.toHaveValue(/yellow door/);
});

test("board, composer and orders are fit for everybody", async ({ page, produce }) => {
  const production = await produce({ takes: 1 });
  for (const place of ["board", "board?view=list", "board?view=strip", "shots/S01-SH01", "orders?show=all"]) {
    await page.goto(production.at(place));
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    await page.waitForTimeout(700);
    expect(await faults(page), place).toEqual([]);
  }
});
