import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, test } from 'vitest';
import { launchBrowser } from '../browser/launch.ts';
import { type Heard, listen, readToTheEnd, watchedBy } from '../browser/pages.ts';
import { type Site, type SiteOptions, serveSite } from '../browser/site.ts';
import { linksOf } from './links.ts';
import { type Findings, lookInBothThemes } from './themes.ts';

/** A window onto the built site in which no colour takes its time to become another. */
export interface Window {
  readonly site: Site;
  readonly browser: Browser;
  readonly page: Page;
}

/** Opens a window of this width. Whoever opens it closes it. */
export async function openWindow(width: number, served: SiteOptions = {}): Promise<Window> {
  const site = await serveSite(served);
  const browser = await launchBrowser();
  const page = await browser.newPage({ viewport: { width, height: 900 }, reducedMotion: 'reduce' });
  return { site, browser, page };
}

export async function closeWindow(window: Window | undefined): Promise<void> {
  await window?.browser.close();
  await window?.site.close();
}

/**
 * Checks pages of the built site at a width, read to their end, in both themes. Served under another path than the site
 * was built for, each of them also has to work there.
 */
export function checkPages(width: number, paths: readonly string[], served: SiteOptions = {}): void {
  let window: Window;
  let heard: Heard;

  describe(`${width} px wide`, () => {
    beforeAll(async () => {
      window = await openWindow(width, served);
      heard = await listen(window.page);
    });

    afterAll(() => closeWindow(window));

    describe.for(paths)('page /%s', (path) => {
      let found: Findings;
      let refused: readonly string[];
      let complaints: readonly string[];

      beforeAll(async () => {
        const { page, site } = window;
        // What the page before may still be asking for is none of this one's business.
        await page.goto('about:blank');
        heard.refused.length = 0;
        heard.complaints.length = 0;
        await page.emulateMedia({ colorScheme: 'light' });
        await page.goto(site.url + path);
        await readToTheEnd(page);
        refused = [...heard.refused];
        complaints = [...heard.complaints, ...(await watchedBy(page)).policyViolations];
        found = await lookInBothThemes(page);
      });

      test.for(['light', 'dark'] as const)('keeps WCAG 2.2 AA in the %s', (theme, { expect }) => {
        expect(found[theme]).toEqual([]);
      });

      if (served.base !== undefined) {
        test(`under ${served.base} gets what it asks for, complains of nothing, and its links lead somewhere`, async ({
          expect,
        }) => {
          expect(refused).toEqual([]);
          expect(complaints).toEqual([]);
          const { own, broken } = await linksOf(window.page);
          expect(own).toBeGreaterThan(0);
          expect(broken).toEqual([]);
        });
      }
    });
  });
}
