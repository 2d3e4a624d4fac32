/** How fast and how exactly the player goes to frames, read from what is on the screen. */
import type { Locator, Page } from "@playwright/test";
import { now, seen, teach, watch, type Seen } from "../journeys/burnt";
import { expect, test } from "../journeys/studio";

declare global {
  interface Window {
    arrival: Promise<{ ms: number; burnt: number }>;
  }
}

const SEEKS = 500;
const STEPS = 60;
/** What was agreed: a seek on a proxy, for 95 of 100, in milliseconds. */
const AGREED_MS = 80;

test("seeking, stepping and running", async ({ page, produce }) => {
  const production = await produce({ takes: 1, seconds: 20, lines: 720 });
  await teach(page);
  await page.goto(production.at("screen/S01-SH01-T01"));
  const canvas = page.getByRole("img", { name: "S01-SH01-T01" });
  await expect(canvas).toHaveAttribute("data-frame", "0", { timeout: 60_000 });
  const frames = 480;

  const sought = await timed(page, canvas, wanted(SEEKS, frames), (frame) => press(page, frame, frames));
  report("seek to a frame", sought);
  await page.keyboard.press("Home");
  const up = Array.from({ length: STEPS }, (_, step) => step + 1);
  const on = await timed(page, canvas, up, () => page.keyboard.press("ArrowRight"));
  report("step on", on);
  const back = await timed(page, canvas, up.toReversed().slice(1), () => page.keyboard.press("ArrowLeft"));
  report("step back", back);
  await page.keyboard.press("Home");
  await watch(canvas);
  const ran = [await run(page, canvas, "l", 240), await run(page, canvas, "j", 240)];
  console.log(
    `run at 24 fps            ${ran[0]!.wrong + ran[1]!.wrong} wrong, ${ran[0]!.left + ran[1]!.left} left out`,
  );

  expect(sought.wrong + on.wrong + back.wrong + ran[0]!.wrong + ran[1]!.wrong).toBe(0);
  expect(sought.p95).toBeLessThan(AGREED_MS);
});

test("a sequence across its edits", async ({ page, produce }) => {
  const production = await produce({ takes: 2, seconds: 10, lines: 720 });
  await teach(page);
  const pieces = Array.from({ length: 12 }, (_, place) => {
    const take = ["S01-SH01-T01", "S01-SH02-T01", "S02-SH01-T02", "S01-SH01-T02"][place % 4];
    return { take, in: 7 * place, out: 7 * place + 20 + (place % 3) * 6 };
  });
  const address = pieces.map((one) => `${one.take}@${one.in}-${one.out}`).join();
  await page.goto(production.at(`screen/${address}?as=reel`));
  const canvas = page.getByRole("img", { name: "Sequence" });
  await expect(canvas).toHaveAttribute("data-frame", "0", { timeout: 60_000 });
  const expected = pieces.flatMap((one) => Array.from({ length: one.out - one.in }, (_, step) => one.in + step));
  await watch(canvas);
  await page.keyboard.press("Space");
  await expect(canvas).toHaveAttribute("data-frame", String(expected.length - 1), { timeout: 60_000 });
  const drawn = await seen(page);
  const wrong = drawn.filter((one) => one.burnt !== expected[one.said]).length;
  const left = expected.length - new Set(drawn.map((one) => one.said)).size;
  const edits = pieces
    .slice(1)
    .map((_, place) => pieces.slice(0, place + 1).reduce((sum, one) => sum + one.out - one.in, 0));
  const waits = edits.flatMap((edit) => interval(drawn, edit));
  console.log(`sequence of ${pieces.length} pieces     ${wrong} wrong, ${left} left out of ${expected.length}`);
  console.log(
    `frame at an edit         ${Math.max(...waits).toFixed(1)} ms at most after the one before (41.7 is a frame)`,
  );
  expect(wrong).toBe(0);
});

/** Frames by chance, always the same ones. */
function wanted(count: number, frames: number): number[] {
  let state = 1;
  return Array.from({ length: count }, () => {
    state = (state * 48271) % 2147483647;
    return state % frames;
  });
}

async function press(page: Page, frame: number, frames: number): Promise<void> {
  const line = await page.getByRole("slider", { name: "Frame" }).locator("..").boundingBox();
  await page.mouse.click(line!.x + ((frame + 0.5) / frames) * line!.width, line!.y + line!.height / 2);
}

interface Timed {
  p50: number;
  p95: number;
  wrong: number;
}

/** From the press to the picture, for each of these frames. */
async function timed(page: Page, canvas: Locator, to: number[], go: (frame: number) => Promise<void>): Promise<Timed> {
  const times: number[] = [];
  let wrong = 0;
  let before = -1;
  for (const target of to) {
    if (target === before) continue;
    before = target;
    await canvas.evaluate((own: HTMLCanvasElement, frame) => {
      window.arrival = new Promise((done) => {
        const watcher = new MutationObserver(() => {
          if (Number(own.dataset.frame) !== frame) return;
          watcher.disconnect();
          const ms = performance.now() - window.pressedAt;
          done({ ms, burnt: window.burnt(own) });
        });
        watcher.observe(own, { attributeFilter: ["data-frame"] });
      });
    }, target);
    await go(target);
    const { ms, burnt } = await page.evaluate(() => window.arrival);
    times.push(ms);
    if (burnt !== target) wrong += 1;
  }
  times.sort((one, other) => one - other);
  return { p50: times[Math.floor(times.length * 0.5)]!, p95: times[Math.floor(times.length * 0.95)]!, wrong };
}

function report(what: string, { p50, p95, wrong }: Timed): void {
  console.log(`${what.padEnd(24)} p50 ${p50.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms, ${wrong} wrong`);
}

/** Run in a direction for so many frames; how many were wrong, how many left out. */
async function run(page: Page, canvas: Locator, key: "l" | "j", frames: number) {
  const start = (await now(canvas)).said;
  await seen(page);
  await page.keyboard.press(key);
  await expect
    .poll(async () => Math.abs((await now(canvas)).said - start), { timeout: 60_000 })
    .toBeGreaterThan(frames - 24);
  await page.keyboard.press("k");
  const drawn = await seen(page);
  const span = Math.abs(drawn.at(-1)!.said - drawn[0]!.said) + 1;
  return { wrong: drawn.filter((one) => one.said !== one.burnt).length, left: span - drawn.length };
}

/** How long after the frame before it the first frame of a piece was drawn. */
function interval(drawn: readonly Seen[], edit: number): number[] {
  const place = drawn.findIndex((one) => one.said === edit);
  return place > 0 ? [drawn[place]!.at - drawn[place - 1]!.at] : [];
}
