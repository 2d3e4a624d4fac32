import type { Page } from "@playwright/test";
import { expect, test } from "./studio";

test("the cut is trimmed, moved and undone by keys, locked, rendered, and its handoff taken", async ({
  page,
  produce,
}) => {
  test.setTimeout(180_000);
  const production = await produce({ takes: 2, seconds: 2 });
  await page.goto(production.at("cut"));
  await page.getByRole("button", { name: "Make the first cut" }).click();
  const picture = page.getByRole("list", { name: "Picture" });
  await expect(picture.getByRole("listitem")).toHaveCount(5);
  const first = picture.getByRole("listitem", { name: /^S01-SH01,/ });
  await expect(first).toHaveAccessibleName(/48 frames/);

  await page.keyboard.press("ArrowDown");
  await expect(first).toHaveAttribute("aria-current", "true");
  for (let times = 0; times < 3; times++) await page.keyboard.press(",");
  await expect(first).toHaveAccessibleName(/45 frames/);
  await expect(page.getByText("Version 4")).toBeVisible();
  await page.keyboard.press("2");
  await expect(first).toHaveAccessibleName(/take T02/);
  await expect(page.getByText("Version 5")).toBeVisible();
  await expect(page.getByText("S01-SH01-T02 is on its way")).toHaveCount(0, { timeout: 60_000 });
  await page.keyboard.press("f");
  await expect(page.getByRole("textbox", { name: "Frames" })).toHaveValue("12 f");
  await expect(page.getByText("S01-SH01: fade, 12 frames")).toBeVisible();
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Version 7")).toBeVisible();
  await page.keyboard.press("Shift+F");
  await expect(page.getByRole("textbox", { name: "Frames out" })).toHaveValue("22 f");
  await expect.poll(() => brightness(page)).toBeLessThan(10);
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => brightness(page)).toBeGreaterThan(20);
  await page.keyboard.press("Control+z");
  await expect(page.getByText("Version 9")).toBeVisible();
  await page.keyboard.press("Shift+ArrowDown");
  await expect(page.getByText("Version 10")).toBeVisible();
  await expect(page.getByText(/^S01-SH01 stands after/).first()).toBeVisible();
  await expect(picture.getByRole("listitem").nth(2)).toHaveAccessibleName(/^S01-SH01,/);
  await page.keyboard.press("Control+z");
  await expect(picture.getByRole("listitem").nth(1)).toHaveAccessibleName(/^S01-SH01,/);
  await expect(page.getByText("Version 11")).toBeVisible();

  await page.keyboard.press("n");
  await page.getByRole("textbox", { name: "A note at the playhead" }).fill("Out on the turn.");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listitem").filter({ hasText: "Out on the turn." })).toContainText("ada");

  await page.getByRole("button", { name: "Lock the cut" }).click();
  await expect(page.getByText(/Locked by ada/)).toBeVisible();
  await page.getByRole("button", { name: "Render" }).click();
  await page.getByRole("menuitem", { name: /Workprint/ }).click();
  await expect(page.getByText(/is rendered: it can be watched/)).toBeVisible({ timeout: 150_000 });

  await page.goto(production.at("delivery"));
  await expect(page.getByRole("listitem").filter({ hasText: "The cut is locked" })).toContainText(
    "Nothing can change it",
  );
  await expect(page.getByRole("listitem").filter({ hasText: "Content credentials" })).toContainText("valid");
  const film = page.getByRole("img", { name: /^Cut \d+, rendered$/ });
  await expect(film).toHaveAttribute("data-frame", "0", { timeout: 30_000 });
  await page.keyboard.press("ArrowRight");
  await expect(film).toHaveAttribute("data-frame", "1");
  await expect(page.getByLabel("Timecode")).toHaveText("01:00:00:01");
  const waiting = page.waitForEvent("download");
  await page.getByRole("link", { name: "Take the handoff" }).click();
  expect((await waiting).suggestedFilename()).toMatch(/^Two_Doors_cut\d+_handoff\.zip$/);
  await page.getByRole("link", { name: "In the screening room" }).click();
  await expect(page.getByRole("heading", { name: /rendered/ })).toBeVisible();
  await expect(film).toHaveAttribute("data-frame", "0");

  await page.goto(production.at("cut"));
  await page.getByRole("link", { name: "Screen" }).click();
  await expect(page.getByRole("heading", { name: /^Cut \d+$/ })).toBeVisible();
  await expect(page.getByText("Two Doors", { exact: true }).last()).toBeVisible();
  await expect(page.getByText("The sound is being mixed.")).toBeHidden({ timeout: 60_000 });
});

/** How bright the picture is, in its middle. */
function brightness(page: Page): Promise<number> {
  return page.locator("canvas").evaluate((canvas: HTMLCanvasElement) => {
    const pen = canvas.getContext("2d")!;
    const { data } = pen.getImageData(Math.floor(canvas.width / 2), Math.floor(canvas.height / 2), 40, 40);
    return data.reduce((sum, part, place) => (place % 4 === 3 ? sum : sum + part), 0) / (data.length * 0.75);
  });
}

test("who edits an older cut is told what another did, and nothing is lost", async ({ page, produce, context }) => {
  const production = await produce({ takes: 1, seconds: 2 });
  await page.goto(production.at("cut"));
  await page.getByRole("button", { name: "Make the first cut" }).click();
  await expect(page.getByRole("list", { name: "Picture" }).getByRole("listitem")).toHaveCount(5);
  const other = await context.newPage();
  await other.route("**/events", (route) => route.abort());
  await other.goto(production.at("cut"));
  await expect(other.getByText("Version 1")).toBeVisible();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press(",");
  await expect(page.getByText("Version 2")).toBeVisible();
  await other.keyboard.press("ArrowDown");
  await other.keyboard.press("Delete");
  await expect(other.getByText(/The cut is at version 2 now/)).toBeVisible();
  await expect(other.getByText("Version 2", { exact: false }).first()).toBeVisible();
});

test("a guest sees the cut by a link, and notes a frame of it", async ({ page, produce, context }) => {
  const production = await produce({ takes: 1, seconds: 1 });
  await page.goto(production.at("cut"));
  await page.getByRole("button", { name: "Make the first cut" }).click();
  await page.getByRole("button", { name: "Share" }).click();
  const dialog = page.getByRole("dialog", { name: "Share cut 1 with a guest" });
  await dialog.getByRole("button", { name: "Make a link" }).click();
  const link = await dialog.getByRole("textbox", { name: "The link" }).inputValue();

  const guest = await context.newPage();
  await guest.goto(link);
  await expect(guest.getByText(/cut 1, sent by ada/)).toBeVisible();
  await guest.getByRole("textbox", { name: /Your name/ }).fill("Grete");
  await guest.getByRole("button", { name: "Look" }).click();
  const frames = await page.getByText(/frame \d+ of \d+/).innerText();
  await expect(guest.getByText(/frame 0 of/)).toContainText(frames.replace(/.* of /, "of "));
  await expect(guest.getByText("Two Doors", { exact: true }).last()).toBeVisible();
  await guest.keyboard.press("]");
  const shown = guest.locator("canvas");
  await expect(shown).not.toHaveAttribute("data-frame", "0");
  const first = Number(await shown.getAttribute("data-frame"));
  for (let times = 0; times < 30; times++) await guest.keyboard.press("ArrowRight");
  await expect(shown).toHaveAttribute("data-frame", String(first + 30));
  await expect(guest.getByRole("heading", { name: /^S01-SH02-T01/ })).toBeVisible();
  const written = guest.getByRole("textbox", { name: /^Note at 01:00:/ });
  await written.fill("Later, please.");
  await guest.getByRole("button", { name: "Note it" }).click();
  await expect(guest.getByRole("listitem").filter({ hasText: "Later, please." })).toContainText("01:00:");
  await expect(guest.getByRole("button", { name: new RegExp(`Note at frame ${first + 30}: Grete`) })).toBeVisible();
  await expect(guest.getByText(/The sound is being mixed/)).toBeHidden({ timeout: 60_000 });

  await dialog.getByRole("button", { name: "Withdraw" }).click();
  await expect(dialog.getByText(/withdrawn by/)).toBeVisible();
  await guest.reload();
  await expect(guest.getByText(/This review link is not open/)).toBeVisible();
});

test("where no shot has a take yet, the cut leads to the board", async ({ page, produce }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("cut"));
  await page.getByRole("link", { name: "Order some on the board" }).click();
  await expect(page.getByRole("heading", { name: "Board" })).toBeVisible();
});
