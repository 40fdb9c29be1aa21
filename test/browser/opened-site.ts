import type { Browser } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

/** The built site, being served, and a browser to look at it. */
export interface OpenedSite {
  readonly site: Site;
  readonly browser: Browser;
}

/** Opens both before the tests of the file that calls this, and closes them after the last; its properties are there from the first test on. */
export function openedSite(): OpenedSite {
  const opened: { site?: Site; browser?: Browser } = {};
  beforeAll(async () => {
    opened.site = await serveSite();
    opened.browser = await launchBrowser();
  });
  afterAll(async () => {
    await opened.browser?.close();
    await opened.site?.close();
  });
  return opened as OpenedSite;
}
