import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { builtPages, readToTheEnd } from '../browser/pages.ts';
import { type Site, serveSite } from '../browser/site.ts';
import { axeViolations } from './axe.ts';

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

/** A page read to its end, with no colour on its way to another. */
async function open(url: string, width: number): Promise<Page> {
  const viewport = { width, height: 900 };
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce' });
  const page = await context.newPage();
  await page.goto(url);
  await readToTheEnd(page);
  return page;
}

/** Gives the page the other theme, and time to be drawn in it. */
async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async () => {
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    await frame();
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    await Promise.allSettled(ending.map((animation) => animation.finished));
    await frame();
  });
}

describe.for(builtPages())('page /%s keeps WCAG 2.2 AA', (path) => {
  describe.for([1280, 390])('%d px wide', (width) => {
    let page: Page;

    beforeAll(async () => {
      page = await open(site.url + path, width);
    });

    afterAll(async () => {
      await page?.context().close();
    });

    test.for(['light', 'dark'] as const)('%s', async (colorScheme, { expect }) => {
      await turn(page, colorScheme);
      expect(await axeViolations(page)).toEqual([]);
    });
  });
});

describe('the check itself', () => {
  test('looks at two themes', async () => {
    const page = await open(site.url, 1280);
    const colours: string[] = [];
    for (const colorScheme of ['light', 'dark'] as const) {
      await turn(page, colorScheme);
      colours.push(await page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor));
      colours.push(await page.evaluate(() => getComputedStyle(document.body).color));
    }
    await page.context().close();
    expect(new Set(colours).size).toBe(4);
  });

  test('finds a planted violation', async () => {
    const page = await open(site.url, 1280);
    await page.evaluate(() => {
      const text = document.createElement('p');
      text.textContent = 'Hardly to be read';
      text.style.color = '#999';
      text.style.background = '#aaa';
      document.querySelector('main')?.append(text);
    });
    const found = await axeViolations(page);
    await page.context().close();
    expect(found).toHaveLength(1);
    expect(found[0]).toContain('color-contrast');
  });
});
