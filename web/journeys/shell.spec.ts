import { expect, test } from "./studio";

test("the palette goes to a shot by a part of its name, without the mouse", async ({ page, produce }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at(""));
  await page.getByRole("button", { name: "Go to or do" }).waitFor();
  await page.keyboard.press("Control+k");
  await page.getByRole("combobox", { name: "Go to or do" }).fill("s01-sh02");
  await page.getByRole("option", { name: /S01-SH02/ }).waitFor();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(production.at("shots/S01-SH02"));
});

test("g and a letter go to a page, and ? says so", async ({ page, produce }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("board"));
  await page.getByRole("heading", { name: "Board" }).waitFor();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await expect(page).toHaveURL(production.at("dailies"));
  await page.keyboard.press("?");
  await expect(page.getByRole("dialog")).toContainText("Show the keys");
});

test("an address that leads nowhere says so", async ({ page }) => {
  await page.goto("/nowhere");
  await expect(page.getByText("There is no page at this address.")).toBeVisible();
});
