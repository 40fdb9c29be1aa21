import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { builtPages, visit } from '../browser/pages.ts';
import { type Site, serveSite } from '../browser/site.ts';

// The built site under a path that it was not built for, on a server that knows nothing of its _headers file.
let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await serveSite({ base: '/a/path/of/any-depth/', headers: false });
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

// A host shows its 404 page at whatever address was asked for, so only absolute addresses could serve it.
describe.for(builtPages().filter((path) => path !== '404.html'))('page /%s under another path', (path) => {
  test('gets what it asks for, complains of nothing, and its links lead somewhere', async () => {
    const { page, refused, complaints } = await visit(browser, site.url + path, {
      viewport: { width: 1440, height: 900 },
    });
    try {
      expect(refused).toEqual([]);
      expect(complaints).toEqual([]);
      const links = await page.locator('a[href], link[href], img[src], source[src]').evaluateAll((elements) =>
        elements.map((element) => {
          const { href, src } = element as HTMLAnchorElement & HTMLImageElement;
          return (href ?? src) as string;
        }),
      );
      const own = new Set(
        links
          .filter((url) => new URL(url).origin === new URL(site.url).origin)
          .map((url) => url.split('#')[0]),
      );
      const broken: string[] = [];
      for (const url of own) {
        const { status } = await fetch(url ?? '');
        if (status !== 200) broken.push(`${url}: ${status}`);
      }
      expect(own.size).toBeGreaterThan(0);
      expect(broken).toEqual([]);
    } finally {
      await page.context().close();
    }
  });
});
