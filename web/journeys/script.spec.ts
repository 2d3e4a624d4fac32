import { expect as hope, test } from "./studio";

const expect = hope.configure({ timeout: 20_000 });

test("what an edit makes stale is seen before it is saved, and saving it can be taken back", async ({
  page,
  produce,
}) => {
  const production = await produce({ side_b: true, takes: 0 });
  await page.goto(production.at("script"));
  const seen = page.getByRole("status", { name: "If you save" });
  await page.getByText("Rain. A green lamp over a steel door.").click();
  await page.keyboard.press("Home");
  await page.keyboard.type("Thick snow. ");
  await expect(seen).toContainText("S01-SH01 would be stale");
  await expect(seen).toContainText("12 stay as they are");

  await page.keyboard.press("Control+s");
  await page.keyboard.type("snow instead of rain");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Revision 2, ada")).toBeVisible();
  await expect(page.getByRole("list", { name: "Stale shots" })).toContainText("S01-SH01 is stale");

  await page.getByText("Revisions", { exact: true }).click();
  await expect(page.getByRole("list", { name: "What revision 2 changed" }).locator("ins")).toContainText("Thick snow.");

  await page.getByRole("button", { name: "Undo" }).first().click();
  await expect(page.getByText("Revision 3, ada")).toBeVisible();
  await expect(page.getByRole("textbox", { name: "Script" })).not.toContainText("Thick snow.");
});

test("who speaks and where is completed as one types", async ({ page, produce }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("script"));
  await page.getByText("Who speaks").waitFor();
  await page.getByText("Rain falls on Ada.").click();
  await page.keyboard.press("Control+End");
  await page.keyboard.type("\n\nINT. HA", { delay: 30 });
  await expect(page.getByRole("option", { name: "HALL" })).toBeVisible();
  await page.waitForTimeout(100); // what is offered is not taken by a key that was meant for the text
  await page.keyboard.press("Enter");
  await expect(page.getByText("INT. HALL", { exact: true })).toBeVisible();
});

test("words that were not saved are there when one comes back, and somebody else's revision is not overwritten", async ({
  page,
  produce,
  request,
}) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("script"));
  await page.getByText("Rain falls on Ada.").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" And on nobody else.");
  await page.reload();
  await expect(page.getByText("And on nobody else.")).toBeVisible();

  const theirs = "INT. HALL - NIGHT\n\nAda leaves.\n";
  await request.post(`/api/projects/${production.id}/script?why=cut&parent=1`, { data: Buffer.from(theirs) });
  await expect(page.getByRole("alert")).toContainText("ada saved revision 2 since: cut");
  await page.keyboard.press("Control+s");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/revised the script since revision 1/)).toBeVisible();
});
