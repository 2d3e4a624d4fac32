/** How fast the pages are with a production of two thousand shots and ten thousand takes, beside what was agreed. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { places } from "../src/app/places";
import { expect, test } from "../journeys/studio";

const SHOTS = 2000;
const AGREED = { first: 1500, going: 200, frames: 60, kilobytes: 500 };
const RUNS = 3;

test("a large production", async ({ page, produce }) => {
  test.setTimeout(600_000);
  const production = await produce({ large: SHOTS });
  await page.goto("about:blank");

  const first = await median(RUNS, () => firstView(page, production.at("")));
  report("first view of a home", first, "ms", AGREED.first);
  const board = await median(RUNS, () => firstView(page, production.at("board")));
  report("first view of a board", board, "ms", AGREED.first);
  const list = await median(RUNS, () => firstView(page, "/"));
  report("first view of the list", list, "ms", AGREED.first);

  for (const [name, ms] of await going(page, production.id)) report(`to ${name}`, ms, "ms", AGREED.going);
  const fps = await scrolled(page, production.at("board"));
  report("board scroll", fps, "frames/s", AGREED.frames, true);
  const weight = bundle();
  report("first load", weight, "kB gzip", AGREED.kilobytes);
});

test("the cut of a large production", async ({ page, produce }) => {
  test.setTimeout(600_000);
  const production = await produce({ large: SHOTS });
  for (const name of ["cut", "delivery"]) {
    const seen = await median(RUNS, () => firstView(page, production.at(name)));
    report(`first view of a ${name}`, seen, "ms", AGREED.first);
  }
  await page.goto(production.at("cut"));
  await page.getByRole("slider", { name: "Playhead" }).waitFor();
  for (const [name, act] of Object.entries(TIMELINE)) {
    report(`timeline ${name}`, await counted(page, () => act(page)), "frames/s", AGREED.frames, true);
  }
});

/** From asking to seeing the content: its heading, and nothing on its way any more. */
async function firstView(page: Page, address: string): Promise<number> {
  await page.goto("about:blank");
  const began = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.locator("h1").waitFor();
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });
  return performance.now() - began;
}

/** From the press on a page's name to its content, each page once visited before: the median of the goes. */
async function going(page: Page, project: string): Promise<[name: string, ms: number][]> {
  const pages = places(project);
  const times = new Map<string, number[]>();
  await page.goto(`/p/${project}`);
  await page.locator("nav a").first().waitFor();
  for (let round = 0; round <= RUNS; round++) {
    for (const { label } of [...pages.slice(1), pages[0]!]) {
      const ms = await page.evaluate(go, label);
      await page.waitForTimeout(400);
      if (round > 0) times.set(label, [...(times.get(label) ?? []), ms]);
    }
  }
  return [...times].map(([name, all]) => [
    name,
    [...all].sort((one, other) => one - other)[Math.floor(all.length / 2)]!,
  ]);
}

/** Presses a page's name; milliseconds until its heading and its content are painted. */
async function go(label: string): Promise<number> {
  const link = [...document.querySelectorAll<HTMLAnchorElement>("nav a")].find((one) => one.textContent === label)!;
  const began = performance.now();
  link.click();
  const there = () =>
    link.getAttribute("aria-current") === "page" &&
    document.querySelector("main h1") !== null &&
    document.querySelector("[aria-busy=true]") === null;
  for (let turn = 0; turn < 600; turn++) {
    await new Promise((done) => requestAnimationFrame(done));
    if (there()) break;
  }
  return performance.now() - began;
}

/** Frames a second while the board scrolls by a wheel. */
async function scrolled(page: Page, address: string): Promise<number> {
  await page.goto(address);
  await expect(page.locator("[aria-busy=true]")).toHaveCount(0, { timeout: 30_000 });
  await page.waitForTimeout(1000);
  await page.mouse.move(700, 500);
  return counted(page, async () => {
    for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, 240);
  });
}

/** What is done to a timeline: zoomed from the whole film to single frames and back, scrolled, played. */
const TIMELINE: Record<string, (page: Page) => Promise<void>> = {
  zoom: async (page) => {
    await page.mouse.move(700, 750);
    await page.keyboard.down("Control");
    for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(0, turn < 30 ? -60 : 60);
    await page.keyboard.up("Control");
  },
  scroll: async (page) => {
    for (let turn = 0; turn < 10; turn++) await page.keyboard.press("Alt+=");
    await page.mouse.move(700, 750);
    for (let turn = 0; turn < 60; turn++) await page.mouse.wheel(240, 0);
  },
  "at play": async (page) => {
    await page.keyboard.press("Space");
    await page.waitForTimeout(2000);
    await page.keyboard.press("Space");
  },
};

/** Frames a second while something is done for two seconds, as the page itself counts them. */
async function counted(page: Page, act: () => Promise<void>): Promise<number> {
  const counting = page.evaluate(async () => {
    const gaps: number[] = [];
    let last = performance.now();
    const end = last + 2000;
    while (last < end) {
      await new Promise((done) => requestAnimationFrame(done));
      const now = performance.now();
      gaps.push(now - last);
      last = now;
    }
    return (gaps.length / gaps.reduce((sum, gap) => sum + gap, 0)) * 1000;
  });
  await act();
  return counting;
}

/** What a browser loads before the first page: the scripts and styles that the built page names, and what they import. */
function bundle(): number {
  const root = "../src/rushes/site";
  const html = readFileSync(join(root, "index.html"), "utf8");
  const named = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, file]) => file!);
  const fonts = readdirSync(join(root, "assets")).filter((file) => /inter-latin-wght-normal.*woff2$/.test(file));
  const zipped = named.map((file) => gzipSync(readFileSync(join(root, file))).length);
  const shown = fonts.map((file) => statSync(join(root, "assets", file)).size);
  return [...zipped, ...shown].reduce((sum, size) => sum + size, 0) / 1000;
}

async function median(times: number, run: () => Promise<number>): Promise<number> {
  const all: number[] = [];
  for (let turn = 0; turn < times; turn++) all.push(await run());
  return all.sort((one, other) => one - other)[Math.floor(times / 2)]!;
}

function report(what: string, value: number, unit: string, agreed: number, least = false): void {
  const ratio = value / agreed;
  const kept = least ? ratio >= 0.95 : ratio <= 1;
  const says = `${ratio.toFixed(2)} of ${agreed}${kept ? "" : "   NOT KEPT"}`;
  console.log(`${what.padEnd(24)} ${value.toFixed(0).padStart(8)} ${unit.padEnd(9)} ${says}`);
}
