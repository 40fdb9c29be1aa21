import type { BrowserContextOptions } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from './launch.ts';
import { type Heard, listen, watchedBy } from './pages.ts';
import { type Site, serveSite } from './site.ts';

// What a host shows where there is no page: the same file at any depth, of a site that lies under any path.
let site: Site;
let browser: Awaited<ReturnType<typeof launchBrowser>>;

beforeAll(async () => {
  site = await serveSite({ base: '/a/class/' });
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
});

async function open(path: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  const heard: Heard = await listen(page);
  await page.goto(site.url + path, { waitUntil: 'networkidle' });
  return { page, heard, close: () => context.close() };
}

const deep = 'no/such/folder/page';

test.each(['nothing', deep])('at %s it is a page like any other', async (path) => {
  const { page, heard, close } = await open(path);
  await page.locator('html[data-found]').waitFor();
  await page.waitForLoadState('networkidle');
  expect(await page.evaluate(() => document.fonts.check('1rem "Source Serif 4"'))).toBe(true);
  const loaded = await page.evaluate(
    () => [...document.fonts].filter(({ status }) => status === 'loaded').length,
  );
  expect(loaded).toBeGreaterThan(2);
  // The looking for the icon is all that is ever refused.
  expect(heard.refused.filter((text) => !/icon\.svg: 404$/.test(text))).toEqual([`${site.url}${path}: 404`]);
  const { policyViolations, shiftScore } = await watchedBy(page);
  expect(policyViolations).toEqual([]);
  expect(shiftScore).toBe(0);
  expect(await page.locator('.by-hand').isVisible()).toBe(false);

  const links = page.locator('a:not(.skip)');
  const addresses = await links.evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).href));
  expect(addresses.length).toBeGreaterThan(10);
  for (const address of new Set(addresses))
    expect((await page.request.get(address)).status(), address).toBe(200);

  const theme = page.getByRole('button', { name: /^Theme/ });
  await theme.click();
  expect(await page.locator('html').getAttribute('data-theme')).toBe('light');

  // What is set and measured as on every other page.
  const heading = (where: typeof page) =>
    where.locator('h1').evaluate((h1) => {
      const { fontFamily, fontSize, color } = getComputedStyle(h1);
      return [fontFamily, fontSize, color];
    });
  const here = await heading(page);
  await page.getByRole('link', { name: 'The cover of Phiscope' }).click();
  await page.waitForURL(site.url);
  await page.goto(`${site.url}sources/`);
  expect(await heading(page)).toEqual(here);
  await close();
});

test('without scripts it asks for nothing that is not there, and says how to reach the cover', async () => {
  const { page, heard, close } = await open(deep, { javaScriptEnabled: false });
  expect(heard.requests).toEqual([site.url + deep]);
  expect(await page.locator('.by-hand').isVisible()).toBe(true);
  expect(await page.getByRole('button', { name: 'Chapters' }).isVisible()).toBe(false);
  expect(await page.getByRole('link').count()).toBe(1); // “Skip to the text”
  // Set as the others are, in the reader's own fonts.
  const body = await page.locator('body').evaluate(() => getComputedStyle(document.body).backgroundColor);
  await page.goto(`${site.url}sources/`);
  expect(body).toBe(
    await page.locator('body').evaluate(() => getComputedStyle(document.body).backgroundColor),
  );
  await close();
});

test('where no cover can be found the page says what to do', async () => {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.route(/icon\.svg$/, (route) => route.abort());
  await page.goto(site.url + deep);
  await page.locator('.by-hand').waitFor({ state: 'visible' });
  await context.close();
});
