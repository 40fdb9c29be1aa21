import AxeBuilder from '@axe-core/playwright';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { builtPages, readToTheEnd } from '../browser/pages.ts';
import { type Site, serveSite } from '../browser/site.ts';

const wcag = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
const views = [
  { colorScheme: 'light', width: 1280 },
  { colorScheme: 'dark', width: 1280 },
  { colorScheme: 'light', width: 390 },
  { colorScheme: 'dark', width: 390 },
] as const;

let site: Site;
let browser: Browser;

beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

/** What axe finds on a page, one text a rule. */
async function violations(url: string, colorScheme: 'light' | 'dark', width: number): Promise<string[]> {
  const viewport = { width, height: 900 };
  // Colours on their way from one to the other are no one's choice.
  const context = await browser.newContext({ colorScheme, viewport, reducedMotion: 'reduce' });
  try {
    const page = await context.newPage();
    await page.goto(url);
    await readToTheEnd(page);
    const { violations: found } = await new AxeBuilder({ page }).withTags(wcag).analyze();
    return found.map(({ id, help, nodes }) => {
      const places = nodes.slice(0, 5).map(({ target, failureSummary }) => `  ${target}: ${failureSummary}`);
      return [`${id}: ${help} (${nodes.length} places)`, ...places].join('\n');
    });
  } finally {
    await context.close();
  }
}

describe.for(builtPages())('page /%s keeps WCAG 2.2 AA', (path) => {
  test.concurrent.for(views)('$colorScheme, $width px', async ({ colorScheme, width }, { expect }) => {
    expect(await violations(site.url + path, colorScheme, width)).toEqual([]);
  });
});

test('axe finds a planted violation', async () => {
  const context = await browser.newContext();
  try {
    const page = await context.newPage();
    await page.goto(site.url, { waitUntil: 'networkidle' });
    await page.evaluate(() => {
      const text = document.createElement('p');
      text.textContent = 'Hardly to be read';
      text.style.color = '#999';
      text.style.background = '#aaa';
      document.querySelector('main')?.append(text);
    });
    const { violations: found } = await new AxeBuilder({ page }).withTags(wcag).analyze();
    expect(found.map(({ id }) => id)).toContain('color-contrast');
  } finally {
    await context.close();
  }
});
