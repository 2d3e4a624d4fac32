import { now, seen, teach, watch } from "./burnt";
import { expect, test } from "./studio";

test.beforeEach(({ page }) => teach(page));

test("every frame one goes to is that frame, by pressing, stepping and marks of in and out", async ({
  page,
  produce,
}) => {
  const production = await produce({ takes: 1, seconds: 4 });
  await page.goto(production.at("screen/S01-SH01-T01?frame=17"));
  const canvas = page.getByRole("img", { name: "S01-SH01-T01" });
  await expect(canvas).toHaveAttribute("data-frame", "17", { timeout: 60_000 });
  expect((await now(canvas)).burnt).toBe(17);
  for (const [key, frame] of [
    ["ArrowRight", 18],
    ["Shift+ArrowRight", 42],
    ["ArrowLeft", 41],
    ["End", 95],
    ["i", 95],
    ["Home", 0],
    ["Shift+I", 95],
    ["Shift+ArrowLeft", 71],
  ] as const) {
    await page.keyboard.press(key);
    await expect(canvas).toHaveAttribute("data-frame", String(frame));
    expect((await now(canvas)).burnt).toBe(frame);
  }
});

test("J, K and L run both ways without leaving a frame out", async ({ page, produce }) => {
  const production = await produce({ takes: 1, seconds: 4 });
  await page.goto(production.at("screen/S01-SH01-T01"));
  const canvas = page.getByRole("img", { name: "S01-SH01-T01" });
  await expect(canvas).toHaveAttribute("data-frame", "0", { timeout: 60_000 });
  await watch(canvas);
  await page.keyboard.press("l");
  await expect.poll(async () => (await now(canvas)).said).toBeGreaterThan(30);
  await page.keyboard.press("j");
  await expect.poll(async () => (await now(canvas)).said).toBeLessThan(15);
  await page.keyboard.press("k");
  const drawn = await seen(page);
  expect(drawn.filter((one) => one.said !== one.burnt)).toEqual([]);
  await page.keyboard.press("ArrowRight");
  const still = await now(canvas);
  expect(still.burnt).toBe(still.said);
});

test("takes one after another are played without a missing or a repeated frame at the edits", async ({
  page,
  produce,
}) => {
  const production = await produce({ takes: 2, seconds: 4 });
  await page.goto(production.at("screen/S01-SH01-T01@10-30,S01-SH02-T01@40-60,S01-SH01-T02@70-90?as=reel"));
  const canvas = page.getByRole("img", { name: "Sequence" });
  await expect(canvas).toHaveAttribute("data-frame", "0", { timeout: 60_000 });
  await watch(canvas);
  await page.keyboard.press("Space");
  await expect(canvas).toHaveAttribute("data-frame", "59");
  const drawn = await seen(page);
  const expected = (frame: number) => [10, 40 - 20, 70 - 40][Math.floor(frame / 20)]! + frame;
  expect(drawn.map((one) => one.burnt)).toEqual(drawn.map((one) => expected(one.said)));
});

test("a take that is not there says so", async ({ page, produce }) => {
  const production = await produce({ takes: 0 });
  await page.goto(production.at("screen/S01-SH01-T01"));
  await expect(page.getByText("There is no take S01-SH01-T01")).toBeVisible();
});

test("where nothing can be decoded, frames are sought and are as exact", async ({ page, produce }) => {
  await page.addInitScript(() => Reflect.deleteProperty(window, "VideoDecoder"));
  const production = await produce({ takes: 1, seconds: 4 });
  await page.goto(production.at("screen/S01-SH01-T01?frame=33"));
  const canvas = page.getByRole("img", { name: "S01-SH01-T01" });
  await expect(canvas).toHaveAttribute("data-frame", "33", { timeout: 60_000 });
  for (const [key, frame] of [
    ["ArrowRight", 34],
    ["Shift+ArrowLeft", 10],
    ["End", 95],
    ["Home", 0],
  ] as const) {
    await page.keyboard.press(key);
    await expect(canvas).toHaveAttribute("data-frame", String(frame));
    expect((await now(canvas)).burnt).toBe(frame);
  }
});

test("several takes run in step, and the wipe shows one beside the other", async ({ page, produce }) => {
  const production = await produce({ takes: 2, seconds: 4 });
  await page.goto(production.at("screen/S01-SH01-T01,S01-SH01-T02?frame=12"));
  const pictures = ["S01-SH01-T01", "S01-SH01-T02"].map((name) => page.getByRole("img", { name, exact: true }));
  for (const one of pictures) await expect(one).toHaveAttribute("data-frame", "12", { timeout: 60_000 });
  await page.keyboard.press("ArrowRight");
  for (const one of pictures) expect((await now(one)).burnt).toBe(13);
  await page.keyboard.press("l");
  await expect.poll(async () => (await now(pictures[0]!)).said).toBeGreaterThan(40);
  await page.keyboard.press("k");
  const [first, second] = [await now(pictures[0]!), await now(pictures[1]!)];
  expect([first.burnt, second.burnt]).toEqual([first.said, first.said]);
  await page.getByText("Wipe").click();
  await expect(page.getByRole("img", { name: "S01-SH01-T01" })).toHaveAttribute("data-frame", String(first.said));
  expect((await now(page.getByRole("img", { name: "S01-SH01-T01" }))).burnt).toBe(first.said);
});
