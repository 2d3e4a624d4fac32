/** The dailies room: without the mouse, by two at once, and by a guest. */
import type { Page } from "@playwright/test";
import { expect, test } from "./studio";

/** Opens the room and waits for its first picture. */
async function open(page: Page, at: string): Promise<void> {
  await page.goto(at);
  await expect(page.getByRole("group", { name: "Verdict" })).toBeVisible();
}

function verdict(page: Page, name: string) {
  return page.getByRole("group", { name: "Verdict" }).getByRole("button", { name });
}

async function press(page: Page, ...keys: string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

test("the dailies of SIDE B are reviewed with the keyboard alone, and the session closes", async ({
  page,
  produce,
}) => {
  test.setTimeout(120_000);
  const production = await produce({ side_b: true, takes: 1 });
  await open(page, production.at("dailies"));
  await press(page, "b");
  await page.getByRole("button", { name: /Begin with 13 takes/ }).press("Enter");
  await expect(page.getByText("0 of 13 ended")).toBeVisible();

  await press(page, "q", "y", "n", "u", "y", "y");
  await press(page, "1");
  await expect(page.getByRole("textbox", { name: "Failed" })).toBeFocused();
  await press(page, "Escape", "c");
  await page.keyboard.type("the camera stands still");
  const first = page.url();
  await press(page, "Enter");
  await expect(page.getByText("1 of 13 ended")).toBeVisible();
  await expect(page).not.toHaveURL(first);
  await expect(verdict(page, "Reject")).toHaveAttribute("aria-pressed", "false");

  await press(page, "t");
  await expect(page.getByRole("textbox", { name: "Note", exact: true })).toBeFocused();
  await page.keyboard.type("her hand leaves the frame");
  await press(page, "Enter");
  await expect(page.getByRole("form", { name: "New note" })).toHaveCount(0);
  await expect(page.getByText("her hand leaves the frame")).toBeVisible();
  await press(page, "5");
  await expect(page.getByRole("textbox", { name: "Why" })).toBeFocused();
  await page.keyboard.type("the producer looks first");
  await press(page, "Enter");
  await expect(page.getByText("2 of 13 ended")).toBeVisible();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  for (let done = 3; done <= 13; done++) {
    const take = /takes\/([^?]+)/.exec(page.url())![1]!;
    await expect(page.getByRole("heading", { name: new RegExp(`^${take}`) })).toBeVisible();
    await press(page, done % 2 ? "4" : "3");
    await expect(page.getByText(`${done} of 13 ended`)).toBeVisible();
    if (done < 13) await expect(page).not.toHaveURL(new RegExp(take));
  }
  await press(page, "Control+z");
  await expect(page.getByText("12 of 13 ended")).toBeVisible();
  await press(page, "4");
  await expect(page.getByText("13 of 13 ended")).toBeVisible();
  await page.getByRole("button", { name: "Close session" }).press("Enter");
  await expect(page.getByText("closed by ada")).toBeVisible();
  const report = await page.getByRole("link", { name: "Report" }).getAttribute("href");
  const told = await (await page.request.get(report!)).text();
  expect(told).toContain("the camera stands still");
  expect(told).toContain("the producer looks first");
  expect(told).toContain("her hand leaves the frame");
});

test("a take is sent back with what failed and one named change, and its shot is ordered again", async ({
  page,
  produce,
}) => {
  const production = await produce({ takes: 1 });
  const orders = async () =>
    ((await (await page.request.get(`/api/projects/${production.id}/orders`)).json()) as unknown[]).length;
  const before = await orders();
  await open(page, production.at("takes/S01-SH01-T01"));
  await press(page, "2");
  await page.keyboard.type("the camera stands still");
  await press(page, "Escape", "Shift+R");
  const dialog = page.getByRole("dialog", { name: "Send back S01-SH01-T01" });
  await expect(dialog.getByRole("textbox", { name: "What failed" })).toBeFocused();
  await page.keyboard.type("it wanders");
  await press(page, "Enter");
  await expect(dialog.getByRole("button", { name: "Order" })).toBeEnabled();
  await press(page, "Enter");
  await expect(page.getByText("S01-SH01 is ordered again: the camera stands still")).toBeVisible();
  expect(await orders()).toBe(before + 1);
});

test("what one reviewer decides the other sees, and nobody takes back what they did not see", async ({
  page,
  context,
  produce,
}) => {
  const production = await produce({ takes: 2 });
  const other = await context.newPage();
  await open(page, production.at("takes/S01-SH01-T01"));
  await open(other, production.at("takes/S01-SH01-T01"));
  await press(page, "4");
  await expect(page).toHaveURL(/S01-SH01-T02/);
  await expect(verdict(other, "Approve")).toHaveAttribute("aria-pressed", "true");
  await press(other, "2");
  await expect(verdict(other, "Maybe")).toHaveAttribute("aria-pressed", "true");
  await press(page, "Control+z");
  await expect(page.getByText("Another verdict stands for S01-SH01-T01")).toBeVisible();
});

test("a note that was changed by another is not overwritten", async ({ page, produce }) => {
  const production = await produce({ takes: 1 });
  const notes = `/api/projects/${production.id}/notes`;
  const made = await page.request.post(notes, { data: { on: "take:S01-SH01-T01", text: "darker" } });
  const note = (await made.json()) as { id: string };
  await open(page, production.at(`takes/S01-SH01-T01?note=${note.id}`));
  await press(page, "Shift+N");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.request.put(`${notes}/${note.id}`, { data: { text: "much darker", seen: 1 } });
  await page.getByRole("textbox", { name: "Change the note" }).fill("brighter");
  await page.keyboard.press("Enter");
  await expect(
    page.getByText("The note was changed since you saw it").or(page.getByText("Note changed")),
  ).toBeVisible();
});

test("a guest sees what was shared, notes and suggests, until the link is withdrawn", async ({ page, produce }) => {
  const production = await produce({ takes: 2 });
  await open(page, production.at("takes/S01-SH01-T01"));
  await press(page, "Shift+H");
  await page.getByRole("button", { name: "Make a link" }).click();
  const link = await page.getByRole("textbox", { name: "The link" }).inputValue();

  const guest = await page
    .context()
    .browser()!
    .newPage({ viewport: { width: 1024, height: 768 } });
  await guest.goto(link);
  await guest.getByRole("textbox", { name: /Your name/ }).fill("Kim");
  await guest.keyboard.press("Enter");
  await expect(guest.getByRole("heading", { name: /S01-SH01-T01/ })).toBeVisible();
  await guest.getByRole("textbox", { name: /Note at/ }).fill("too dark at the door");
  await guest.keyboard.press("Enter");
  await expect(guest.getByText("too dark at the door").last()).toBeVisible();
  await guest.getByText("Maybe", { exact: true }).click();
  await expect(guest.getByText("suggests Kim (guest)")).toBeVisible();

  await page.keyboard.press("Escape");
  await expect(page.getByText("suggests Kim (guest)")).toBeVisible();
  await press(page, "Shift+N");
  await expect(page.getByText("too dark at the door")).toBeVisible();
  await press(page, "Shift+H");
  await page.getByRole("button", { name: "Withdraw" }).click();
  await expect(page.getByText("withdrawn by ada")).toBeVisible();
  await guest.reload();
  await expect(guest.getByText("This review link is not open")).toBeVisible();
});
