import type { Page } from 'playwright-core';
import { axeViolations } from './axe.ts';

/** What axe finds in each theme: one text a rule. */
export interface Findings {
  readonly light: string[];
  readonly dark: string[];
}

/** How long a page may take to be drawn in another theme; the longest transition is a fraction of a second. */
const patienceMs = 10_000;

/** Gives the page a theme, and waits until it is drawn in it: its media queries and its colours say so, and no transition is under way. */
export async function turn(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  // Asked by the clock: a frame may never come to a busy browser's window.
  await page.waitForFunction(isDrawnIn, colorScheme, { polling: 20, timeout: patienceMs });
  await page.evaluate(async (patience) => {
    const pause = new Promise<void>((resolve) => setTimeout(resolve, patience));
    const ending = document
      .getAnimations()
      .filter((animation) => animation.effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY);
    // A paused animation never ends: what is looked at then is the page as it stands.
    await Promise.race([Promise.allSettled(ending.map((animation) => animation.finished)), pause]);
  }, patienceMs);
}

/** Runs in a page: whether a theme has reached its media queries and the colours of its elements. */
function isDrawnIn(theme: string): boolean {
  if (!matchMedia(`(prefers-color-scheme: ${theme})`).matches) return false;
  const probe = document.createElement('span');
  probe.style.cssText =
    'position: absolute; color-scheme: light dark; transition: none; color: light-dark(rgb(1 2 3), rgb(4 5 6))';
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color === (theme === 'light' ? 'rgb(1, 2, 3)' : 'rgb(4, 5, 6)');
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
