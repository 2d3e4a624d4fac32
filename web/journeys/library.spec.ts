import type { Page } from "@playwright/test";
import { expect as hope, test } from "./studio";

const expect = hope.configure({ timeout: 20_000 });

/** A picture that is one, drawn by the browser. */
async function drawn(page: Page): Promise<Buffer> {
  const url = await page.evaluate(() => {
    const canvas = Object.assign(document.createElement("canvas"), { width: 800, height: 1000 });
    const pen = canvas.getContext("2d")!;
    pen.fillStyle = "#c4541e";
    pen.fillRect(0, 0, 800, 1000);
    pen.fillStyle = "#e0c0a0";
    pen.fillRect(250, 150, 300, 400);
    return canvas.toDataURL("image/png");
  });
  return Buffer.from(url.split(",")[1]!, "base64");
}

test("a bad file is refused with a sentence, a good one becomes a reference and can be taken back", async ({
  page,
  produce,
}) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("library/CH-ADA"));
  const asset = page.getByRole("complementary", { name: "CH-ADA" });
  const files = asset.locator("input[type=file][multiple]");

  await files.setInputFiles({ name: "ada.png", mimeType: "image/png", buffer: Buffer.from("<html>no picture</html>") });
  await expect(page.getByText(/ada\.png .*A reference is a PNG, JPEG or WebP picture/)).toBeVisible();
  await expect(asset.getByRole("listitem").filter({ hasText: "ada.png" })).toHaveCount(0);

  await files.setInputFiles({ name: "ada.png", mimeType: "image/png", buffer: await drawn(page) });
  const card = asset.getByRole("listitem").filter({ hasText: "ada.png" });
  await expect(card).toBeVisible();
  await expect(card.getByLabel("What it is for")).toHaveValue("for identity");
  await expect(asset.getByText("Its packet lacks a full body")).toBeVisible();

  await page.keyboard.press("Control+z");
  await expect(card).toHaveCount(0);
});

test("an asset is edited, approved and cleared, and two do not overwrite each other", async ({
  page,
  produce,
  request,
}) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("library"));
  await expect(page.getByRole("link", { name: /CH-ADA/ })).toBeVisible();
  await page.keyboard.press("j");
  await expect(page).toHaveURL(production.at("library/CH-ADA"));
  await expect(page.getByRole("button", { name: "Approve", exact: true })).toBeVisible();
  await page.keyboard.press("a");
  await expect(page.getByText("Approved CH-ADA")).toBeVisible();

  const locked = page.getByRole("textbox", { name: "Locked" });
  await locked.fill("a red coat, always");
  await request.put(`/api/projects/${production.id}/assets/CH-ADA?seen=1`, { data: { name: "Ada L." } });
  await expect(page.getByRole("alert")).toContainText('Somebody saved version 2 while you wrote: name is now "Ada L."');
  await page.getByRole("button", { name: "Mine on top of it" }).click();
  await page.getByRole("button", { name: "Save as version 3" }).click();
  await expect(page.getByText("Edited CH-ADA")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Name", exact: true })).toHaveValue("Ada L.");
  await expect(locked).toHaveValue("a red coat, always");

  await page.getByText("Cleared", { exact: true }).click();
  await expect(page.getByRole("button", { name: "Say it is cleared" })).toBeDisabled();
  await page.getByLabel("For which use").fill("festivals");
  await page.getByLabel("Granted by").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Say it is cleared" }).click();
  await expect(page.getByText("There is no file that proves it.")).toBeVisible();
});
