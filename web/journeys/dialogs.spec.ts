/** Every dialog and menu: the focus goes in, Escape closes it and nothing else, the focus returns; axe finds nothing. */
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import type { Page } from "@playwright/test";
import { expect, test } from "./studio";

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
const OPEN = "[role=dialog], [role=menu]";

type Opening = [page: string, button: string | RegExp];
const OPENINGS: Opening[] = [
  ["board", /Go to or do/],
  ["shots/S01-SH01", "Order"],
  ["shots/S01-SH01", "Versions"],
  ["library", "Add"],
  ["library/CH-ADA", "More"],
  ["story", "Pitch"],
  ["script", "Export"],
  ["script", "Lock"],
  ["dailies", "Begin a session"],
  ["dailies", "Share"],
  ["money", "Set the budget"],
];

test("a dialog takes the focus and gives it back, and axe finds no violation in it", async ({ page, produce }) => {
  test.setTimeout(300_000);
  const production = await produce({ takes: 1 });
  const wrong: string[] = [];
  for (const [at, name] of OPENINGS) {
    await page.goto(production.at(at));
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 15_000 });
    const button = page.getByRole("button", { name, exact: typeof name === "string" }).first();
    await button.click();
    const dialog = page.locator(OPEN);
    await expect(dialog.locator(":focus")).toHaveCount(1);
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 15_000 });
    wrong.push(...(await violations(page)).map((one) => `${at} ${String(name)}: ${one}`));
    const address = page.url();
    await page.keyboard.press("Escape");
    await expect(dialog).toHaveCount(0);
    await expect(button).toBeFocused();
    expect(page.url()).toBe(address);
  }
  expect(wrong).toEqual([]);
});

test("while a dialog is open the keys of the page behind it do nothing", async ({ page, produce }) => {
  const production = await produce({ takes: 1 });
  await page.goto(production.at("takes/S01-SH01-T01"));
  await expect(page.getByRole("button", { name: /Approve/ })).toBeVisible();
  await page.keyboard.press("?");
  const keys = page.getByRole("dialog", { name: "Keys" });
  await expect(keys.getByText("Play faster")).toBeVisible();
  await page.keyboard.press("4");
  await page.keyboard.press("Escape");
  await expect(keys).toHaveCount(0);
  await expect(page.getByRole("complementary", { name: "Review" }).getByText("Unreviewed")).toBeVisible();
  await page.goto(production.at("shots/S01-SH01"));
  await page.getByRole("button", { name: "Versions" }).click();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/shots\/S01-SH01$/);
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const found = await page.evaluate(() => {
    // A menu is no landmark and stands in none, wherever it is drawn.
    const but = { rules: { region: { enabled: document.querySelector("[role=menu]") === null } } };
    const { axe } = globalThis as unknown as { axe: { run: (options: object) => Promise<AxeResults> } };
    return axe.run(but);
  });
  return found.violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id} ${target.join(" ")}`));
}
