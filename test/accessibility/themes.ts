import type { Page } from 'playwright-core';
import { axeViolations } from './axe.ts';

/** What axe finds in each theme: one text a rule. */
export interface Findings {
  readonly light: string[];
  readonly dark: string[];
}

/** How long a page may take to be drawn in another theme; the longest transition is a fraction of a second. */
const patienceMs = 10_000;

/** Gives the page a theme, and time to be drawn in it. */
export async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.evaluate(async (patience) => {
    const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, patience));
    const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);
    const ending = (): Animation[] =>
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    const drawn = async (): Promise<void> => {
      await frame();
      await Promise.allSettled(ending().map((animation) => animation.finished));
      await frame();
    };
    // A frame may never come to a busy browser's window, and a paused animation never ends: what is looked at then is
    // the page as it stands.
    await Promise.race([drawn(), pause()]);
  }, patienceMs);
}

/**
 * Looks at a page in both themes. Where the dark one has the same markup, with each element as visible, as large and
 * at the same place as in the light one, only the rules that compare colours can find something else there, so only
 * these are run again.
 */
export async function lookInBothThemes(page: Page): Promise<Findings> {
  await turn(page, 'light');
  const shape = await page.evaluate(shapeOf);
  const light = await axeViolations(page);
  await turn(page, 'dark');
  const same = (await page.evaluate(shapeOf)) === shape;
  return { light, dark: await axeViolations(page, same ? 'colours' : 'all') };
}

/** Runs in a page: all that a rule could look at, its colours aside, as one text. */
function shapeOf(): string {
  const parts = [document.documentElement.outerHTML];
  for (const element of document.querySelectorAll('*')) {
    const { x, y, width, height } = element.getBoundingClientRect();
    const { display, visibility, opacity, overflow, position, pointerEvents, clip, clipPath } =
      getComputedStyle(element);
    const style = [display, visibility, opacity, overflow, position, pointerEvents, clip, clipPath];
    parts.push([x, y, width, height, ...style].join());
  }
  return parts.join('\n');
}
