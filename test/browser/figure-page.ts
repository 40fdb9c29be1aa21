import type { Locator, Page } from 'playwright-core';

declare global {
  /** What the figures of the page said: the fragments of their views, and their results, in order. */
  var heardOfFigures: { readonly views: string[]; readonly results: unknown[] };
}

/** Notes from now on what figures say of themselves, on every page that this one opens. */
export async function hearFigures(page: Page): Promise<void> {
  await page.addInitScript(() => {
    globalThis.heardOfFigures = { views: [], results: [] };
    addEventListener('view', (event) => heardOfFigures.views.push((event as CustomEvent<string>).detail));
    addEventListener('result', (event) => heardOfFigures.results.push((event as CustomEvent).detail));
  });
}

/** The view that a figure said last, as the fragment that opens it; undefined where it sleeps. */
export function viewOf(page: Page, figure: string): Promise<string | undefined> {
  return page.evaluate(
    (name) => heardOfFigures.views.findLast((fragment) => fragment.startsWith(`${name}=`)),
    figure,
  );
}

/** The block of a figure with all that belongs to it. */
export function blockOf(page: Page, figure: string): Locator {
  return page.locator(`[data-view~="${figure}"]`);
}

/** Waits until a figure is awake. */
export async function awake(page: Page, figure: string): Promise<void> {
  await page.locator(`astro-island:not([ssr]) > [data-view~="${figure}"]`).waitFor({ state: 'attached' });
}
