/** Every page, for who uses no mouse or sees little: axe finds nothing. */
import { readFileSync } from "node:fs";
import type { AxeResults } from "axe-core";
import { PAGES } from "./pages";
import { expect, test } from "./studio";

const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");
test("axe finds no violation on any page", async ({ page, produce }) => {
  test.setTimeout(300_000);
  const production = await produce({ takes: 1 });
  const wrong: string[] = [];
  for (const path of ["/", ...PAGES.map((name) => production.at(name))]) {
    await page.goto(path);
    await page.getByRole("main").waitFor();
    await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 15_000 });
    await page.evaluate(AXE);
    const found = await page.evaluate(() =>
      (globalThis as unknown as { axe: { run: () => Promise<AxeResults> } }).axe.run(),
    );
    for (const { id, nodes } of found.violations)
      wrong.push(...nodes.map(({ target }) => `${path} ${id} ${target.join(" ")}`));
  }
  expect(wrong).toEqual([]);
});
