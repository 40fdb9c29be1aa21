import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { coveredLines } from '../pages/covered-lines.ts';
import { openedSite } from './opened-site.ts';
import { builtPages } from './pages.ts';

// The contents of a chapter stand beside its text; nothing ever lies over one of their lines.
const opened = openedSite();
const chapters = builtPages().filter((path) => /^[^/]+\/$/.test(path));

/** Reads a page down, and looks once nothing moves any more after each step. */
async function coveredWhileReading(page: Page): Promise<string[]> {
  const found: string[] = [];
  const step = 130;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  for (let y = 0; y < height; y += step) {
    await page.evaluate((top) => scrollTo({ top, behavior: 'instant' }), y);
    await expect
      .poll(() => page.evaluate(coveredLines), { interval: 20, timeout: 2_000 })
      .toEqual([])
      .catch(async () => found.push(...(await page.evaluate(coveredLines))));
  }
  return found;
}

test.for(chapters)('/%s: no line of the contents is covered', async (path, { expect }) => {
  const page = await opened.browser.newPage({ reducedMotion: 'reduce' });
  for (const [width, height] of [
    [1440, 900],
    [1376, 700],
    [2560, 1300],
  ] as const) {
    await page.setViewportSize({ width, height });
    await page.goto(opened.site.url + path);
    // What passes beside the contents is heard of a frame after the page has come.
    await expect
      .poll(() => page.evaluate(coveredLines), { message: `${width} px wide, as it opens`, timeout: 5_000 })
      .toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
  expect(await coveredWhileReading(page)).toEqual([]);
  await page.close();
});

test('the check itself finds a line that is covered', async () => {
  const page = await opened.browser.newPage({ viewport: { width: 1440, height: 900 } });
  await page.goto(`${opened.site.url}limits/`);
  await page.evaluate(() => {
    const last = [...document.querySelectorAll('.contents a')].at(-1);
    const { left = 0, top = 0 } = last?.getBoundingClientRect() ?? {};
    const cover = document.createElement('hr');
    Object.assign(cover.style, {
      position: 'fixed',
      left: `${left - 9}px`,
      top: `${top + 4}px`,
      width: '90px',
      height: '40px',
    });
    document.body.append(cover);
  });
  expect(await page.evaluate(coveredLines)).toHaveLength(1);
  await page.close();
});
