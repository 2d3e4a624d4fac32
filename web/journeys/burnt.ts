/** Frame numbers that are burnt into test cards, read back from what is really on the screen. */
import type { Locator, Page } from "@playwright/test";

export interface Seen {
  /** What the player says it shows, and what is in its picture. */
  said: number;
  burnt: number;
  /** When it was drawn, by the page's clock, in milliseconds. */
  at: number;
}

declare global {
  interface Window {
    burnt: (canvas: HTMLCanvasElement) => number;
    seen: Seen[];
    pressedAt: number;
  }
}

/** Teaches the page to read: a number stands in 16 cells along the bottom tenth of a picture of 16 by 9. */
export async function teach(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.burnt = (canvas) => {
      const scale = Math.min(canvas.width / 16, canvas.height / 9);
      const [width, height] = [16 * scale, 9 * scale];
      const [left, top] = [(canvas.width - width) / 2, (canvas.height - height) / 2];
      const row = Math.round(top + height - height / 20);
      const { data } = canvas.getContext("2d")!.getImageData(Math.round(left), row, Math.round(width), 1);
      let number = 0;
      for (let cell = 0; cell < 16; cell++) {
        const middle = 4 * Math.floor(((cell + 0.5) * width) / 16);
        number = 2 * number + (data[middle]! > 125 ? 1 : 0);
      }
      return number;
    };
    const press = (): void => {
      window.pressedAt = performance.now();
    };
    addEventListener("pointerdown", press, true);
    addEventListener("keydown", press, true);
  });
}

/** Begin to note every picture that is drawn. */
export async function watch(canvas: Locator): Promise<void> {
  await canvas.evaluate((own: HTMLCanvasElement) => {
    window.seen = [];
    new MutationObserver(() => {
      const said = Number(own.dataset.frame);
      if (window.seen.at(-1)?.said === said) return;
      window.seen.push({ said, burnt: window.burnt(own), at: performance.now() });
    }).observe(own, { attributeFilter: ["data-frame"] });
  });
}

/** What was drawn since then. */
export async function seen(page: Page): Promise<Seen[]> {
  return page.evaluate(() => window.seen.splice(0));
}

/** What is on the screen now. */
export async function now(canvas: Locator): Promise<Seen> {
  return canvas.evaluate((own: HTMLCanvasElement) => ({
    said: Number(own.dataset.frame),
    burnt: window.burnt(own),
    at: performance.now(),
  }));
}
