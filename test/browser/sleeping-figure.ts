import type { BrowserContextOptions, Page } from 'playwright-core';
import { expect } from 'vitest';
import { awake, hearFigures, viewOf } from './figure-page.ts';
import type { OpenedSite } from './opened-site.ts';

/** A figure whose scripts have not come yet. */
export interface Sleeping {
  readonly page: Page;
  /** Lets the scripts through and waits until the figure is awake. */
  readonly wake: () => Promise<void>;
  readonly view: () => Promise<string | undefined>;
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
    prepare: hearFigures,
  });
  // From here on the page listens.
  await page.locator('fieldset[data-asleep]:enabled').waitFor({ state: 'attached' });
  let send = (): void => {};
  const sent = new Promise<void>((resolve) => {
    send = resolve;
  });
  await page.route(/\.js$/, (route) => sent.then(() => route.continue()));
  const wake = async (): Promise<void> => {
    expect(await page.locator('astro-island[ssr]').count()).toBe(1);
    send();
    await awake(page, figure);
  };
  return { page, wake, view: () => viewOf(page, figure) };
}
