import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { awake, hearFigures, viewOf } from './figure-page.ts';
import type { OpenedSite } from './opened-site.ts';

declare global {
  /** Whether acts of the reader reach the page. */
  var mayHear: boolean;
}

/** A figure whose scripts have not come yet. */
export interface Sleeping {
  readonly page: Page;
  /** Lets the scripts through and waits until the figure is awake. */
  readonly wake: () => Promise<void>;
  readonly view: () => Promise<string | undefined>;
}

/**
 * Notes what figures say, and keeps a page from hearing anything until it may: where the pointer stood on the page before, a new one
 * hears of it, and would wake before its scripts are held.
 */
async function hearNothingYet(page: Page): Promise<void> {
  await hearFigures(page);
  await page.addInitScript(() => {
    globalThis.mayHear = false;
    for (const act of ['pointermove', 'mousemove', 'pointerover', 'scroll', 'focusin'])
      addEventListener(act, (event) => globalThis.mayHear || event.stopImmediatePropagation(), true);
  });
}

/** Opens a figure's own page, on which no script arrives until it is woken. Whoever opens it gives its page back. */
export async function openAsleep(
  opened: OpenedSite,
  figure: string,
  options: BrowserContextOptions = {},
): Promise<Sleeping> {
  const page = await opened.open(`embed/${figure}/`, {
    viewport: { width: 1366, height: 1600 },
    ...options,
    prepare: hearNothingYet,
  });
  // From here on the page listens.
  await page.locator('fieldset[data-asleep]:enabled').waitFor({ state: 'attached' });
  let send = (): void => {};
  const sent = new Promise<void>((resolve) => {
    send = resolve;
  });
  await page.route(/\.js$/, (route) => sent.then(() => route.continue()));
  await page.evaluate(() => {
    globalThis.mayHear = true;
  });
  const wake = async (): Promise<void> => {
    expect(await page.locator('astro-island[ssr]').count()).toBe(1);
    send();
    await awake(page, figure);
  };
  return { page, wake, view: () => viewOf(page, figure) };
}
