/** What every journey begins with: a production of its own, opened in the browser. */
import { test as base, type Page } from "@playwright/test";

interface Wanted {
  title?: string;
  side_b?: boolean;
  takes?: number;
  seconds?: number;
  lines?: number;
  /** A production of so many shots, with five takes of each. */
  large?: number;
}

export interface Production {
  id: string;
  title: string;
  /** The address of one of its pages. */
  at(page: string): string;
}

interface Fixtures {
  produce: (wanted?: Wanted) => Promise<Production>;
}

/** A test that fails on a request to elsewhere and on an error that nobody caught. */
export const test = base.extend<Fixtures & { watched: undefined }>({
  produce: async ({ request }, use) => {
    await use(async (wanted = {}) => {
      const answer = await request.post("/_/productions", { data: wanted, timeout: wanted.large ? 240_000 : 120_000 });
      const { id, title } = (await answer.json()) as { id: string; title: string };
      return { id, title, at: (page) => `/p/${id}${page ? `/${page}` : ""}` };
    });
  },
  watched: [
    async ({ page, baseURL }, use) => {
      const wrong = watch(page, baseURL!);
      await use(undefined);
      base.expect(wrong).toEqual([]);
    },
    { auto: true },
  ],
});

export { expect } from "@playwright/test";

/** What goes wrong on a page without being seen on it. */
export function watch(page: Page, origin: string): string[] {
  const wrong: string[] = [];
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) wrong.push(`asked ${request.url()}`);
  });
  page.on("pageerror", (error) => wrong.push(error.message));
  return wrong;
}
