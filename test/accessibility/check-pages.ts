import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { builtPages, readToTheEnd } from '../browser/pages.ts';
import { type Site, serveSite } from '../browser/site.ts';
import { type Findings, lookInBothThemes } from './themes.ts';

/** A window onto the built site in which no colour takes its time to become another. */
export interface Window {
  readonly site: Site;
  readonly browser: Browser;
  readonly page: Page;
}

/** Opens a window of this width. Whoever opens it closes it. */
export async function openWindow(width: number): Promise<Window> {
  const site = await serveSite();
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  return { site, browser, page };
}

export async function closeWindow(window: Window | undefined): Promise<void> {
  await window?.browser.close();
  await window?.site.close();
}

/** Checks every page of the built site at a width, read to its end, in both themes. */
export function checkPages(width: number): void {
  let window: Window;

  beforeAll(async () => {
    window = await openWindow(width);
  });

  afterAll(() => closeWindow(window));

  describe.for(builtPages())(`page /%s keeps WCAG 2.2 AA, ${width} px wide`, (path) => {
    let found: Findings;

    beforeAll(async () => {
      await window.page.emulateMedia({ colorScheme: 'light' });
      await window.page.goto(window.site.url + path);
      await readToTheEnd(window.page);
      found = await lookInBothThemes(window.page);
    });

    test.for(['light', 'dark'] as const)('%s', (theme, { expect }) => {
      expect(found[theme]).toEqual([]);
    });
  });
}
