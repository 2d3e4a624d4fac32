import { expect, test } from "./studio";

const SCENE = "INT. HALL - NIGHT\n\nAda waits by a door.\n\nADA\nWho is there?\n";

test("a script is brought, becomes a production, and its home says what comes next", async ({ page }) => {
  await page.goto("/");
  const title = `Hall ${Date.now()}`;
  const making = page.getByRole("button", { name: "New production" });
  await making.or(page.getByLabel("Title")).first().waitFor();
  if (await making.isVisible()) await making.click();
  await page.getByLabel("Title").fill(title);
  await page.getByLabel("Scene", { exact: true }).fill(SCENE);
  await page.getByRole("button", { name: "Begin with this scene" }).click();
  await expect(page).toHaveURL(/\/p\/[0-9a-f-]+$/);
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await expect(page.getByRole("tab", { name: /Development/ })).toContainText("at risk");
  await expect(page.getByRole("link", { name: "Order takes" })).toBeVisible();
});

test("a folder of sheets is packed by the page and read by the studio", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("heading", { name: "Productions" }).waitFor();
  await page.keyboard.press("n");
  await page.getByLabel("Folder").first().setInputFiles("../examples/side-b");
  await expect(page).toHaveURL(/\/p\/[0-9a-f-]+$/, { timeout: 30_000 });
  await expect(page.getByRole("heading", { name: "SIDE B" })).toBeVisible();
});

test("a bad file is refused with a sentence, and nothing is opened", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("heading", { name: "Productions" }).waitFor();
  await page.keyboard.press("n");
  const wrong = { name: "film.zip", mimeType: "application/zip", buffer: Buffer.from("PK no zip at all") };
  await page.getByLabel("Script", { exact: true }).first().setInputFiles(wrong);
  await expect(page.getByRole("alert")).toContainText("cannot be read as a ZIP file");
  await expect(page).toHaveURL("/");
});

test("a person is added, and undo takes them out again", async ({ page, produce }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("team"));
  await page.getByLabel("Name").fill("Mara");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("combobox", { name: "Role of Mara" })).toBeVisible();
  await page.getByRole("heading", { name: "Team" }).click();
  await page.keyboard.press("Control+z");
  await expect(page.getByRole("combobox", { name: "Role of Mara" })).toBeHidden();
});

test("what happens elsewhere appears as it happens, and the record is verified", async ({ page, produce, request }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("activity"));
  await expect(page.getByText("planned")).toBeVisible();
  await request.put(`/api/projects/${production.id}/members/Bo`, { data: { role: "editor" } });
  await expect(page.getByText("made Bo editor here")).toBeVisible({ timeout: 5000 });
  await page.getByRole("button", { name: "Verify the record" }).click();
  await expect(page.getByRole("status").filter({ hasText: "whole" })).toContainText("The record is whole");
});

test("two people change the settings: who is slower is told, and nothing is lost", async ({
  page,
  produce,
  request,
}) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("team?tab=rules"));
  await page.getByLabel("What counts as a select").fill("The turn reads.");
  const { settings, version } = (await (await request.get(`/api/projects/${production.id}/settings`)).json()) as {
    settings: Record<string, unknown>;
    version: string;
  };
  await page.route("**/events", (route) => route.abort());
  await request.put(`/api/projects/${production.id}/settings`, {
    data: { settings: { ...settings, author: "Bo" }, seen: version },
  });
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByText("Somebody changed these settings since you opened them")).toBeVisible();
});
