import { expect, test } from "../journeys/studio";
import { PAGES } from "../journeys/pages";

const WIDTHS = [
  [1280, 800],
  [1920, 1080],
] as const;

test("every page at two widths", async ({ page, produce }) => {
  const production = await produce({ side_b: true, takes: 2 });
  await page.request.post(`/api/projects/${production.id}/cut`);
  for (const [width, height] of WIDTHS) {
    await page.setViewportSize({ width, height });
    for (const path of ["/", ...PAGES.map((name) => production.at(name.replace("CH-ADA", "CH-WREN")))]) {
      await page.goto(path);
      await page.getByRole("main").waitFor();
      await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 15_000 });
      await page.waitForTimeout(600);
      await page.screenshot({ path: `../build/shots/${named(path)}-${width}.png` });
    }
  }
});

function named(path: string): string {
  return path.replace(/^\/p\/[^/]+\/?/, "").replaceAll(/[^\w-]+/g, "-") || (path === "/" ? "productions" : "home");
}
