import type { Page } from 'playwright-core';

/** How many addresses of its own site a page links to or takes pictures and styles from, and those that lead nowhere. */
export interface Links {
  readonly own: number;
  readonly broken: string[];
}

/** What the server answered, by address: the pages of a site link to the same places. */
const answers = new Map<string, Promise<number>>();

/** `served`: where the server is that the browser finds at an address. */
export async function linksOf(page: Page, served: (url: string) => string): Promise<Links> {
  const links = await page.locator('a[href], link[href], img[src], source[src]').evaluateAll((elements) =>
    elements.map((element) => {
      const { href, src } = element as HTMLAnchorElement & HTMLImageElement;
      return (href ?? src) as string;
    }),
  );
  const { origin } = new URL(page.url());
  const own = new Set(
    links.filter((url) => new URL(url).origin === origin).map((url) => url.split('#')[0] ?? ''),
  );
  const broken: string[] = [];
  for (const url of own) {
    const answer = answers.get(url) ?? fetch(served(url), { method: 'HEAD' }).then(({ status }) => status);
    answers.set(url, answer);
    const status = await answer;
    if (status !== 200) broken.push(`${url}: ${status}`);
  }
  return { own: own.size, broken };
}
