import type { Page } from 'playwright-core';

/** How many addresses of its own site a page links to or takes pictures and styles from, and those that lead nowhere. */
export async function linksOf(page: Page): Promise<{ own: number; broken: string[] }> {
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
    const { status } = await fetch(url);
    if (status !== 200) broken.push(`${url}: ${status}`);
  }
  return { own: own.size, broken };
}
