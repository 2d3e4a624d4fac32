/** From nothing to an approved take without the mouse. */
import type { Locator, Page } from "@playwright/test";
import { expect, test } from "./studio";

/** Goes on with Tab until this has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  for (let tabs = 0; tabs < 40; tabs++) {
    if (await wanted.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  await expect(wanted).toBeFocused();
}

test("a scene is written, its takes are ordered and one is approved by keys alone", async ({ page }) => {
  test.setTimeout(240_000);
  await page.goto("/");
  await page.getByRole("heading", { name: "Productions" }).waitFor();
  await page.keyboard.press("n");
  const dialog = page.getByRole("dialog", { name: "New production" });
  await tabTo(page, dialog.getByLabel("Title"));
  await page.keyboard.type("By keys");
  await tabTo(page, dialog.getByRole("button", { name: "Begin with this scene" }));
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/p\/[0-9a-f-]+$/);

  await tabTo(page, page.getByRole("link", { name: "Order takes" }));
  await page.keyboard.press("Enter");
  const order = page.getByRole("button", { name: /^Order \d+ takes?, free$/ });
  await expect(order).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page).toHaveURL(/\/board$/);

  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page).toHaveURL(/\/takes\/S01-SH0\d-T01$/, { timeout: 150_000 });
  const take = page.url().split("/").at(-1)!;
  await expect(page.getByRole("button", { name: /Approve/ })).toBeVisible();
  await page.keyboard.press("4");
  await expect(page.getByText(`${take} approved`)).toBeVisible();
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByText(/^Undone: /)).toBeVisible();
});
