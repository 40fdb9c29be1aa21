import type { Page } from 'playwright-core';
import { axeViolations } from './axe.ts';

/** What a page can be drawn in. Forced colours are a reader's own few, as high contrast has them. */
export type Theme = 'light' | 'dark' | 'forced';

/** What axe finds in each theme: one text a rule. */
export type Findings = Readonly<Record<Theme, string[]>>;

/** How long a page may take to be drawn in another theme; the longest transition is a fraction of a second. */
const patienceMs = 10_000;

/**
 * Has no colour take its time to become another: a window that a busy browser draws no frame for keeps a transition at its
 * beginning, and with it the colours of the theme before.
 */
export async function holdStill(page: Page): Promise<void> {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await page.evaluate(() => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('*, ::before, ::after { transition: none !important; animation: none !important }');
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  });
}

/** Gives the page a theme, and waits until it is drawn in it: its media queries and its colours say so, and no transition is under way. */
export async function turn(page: Page, theme: Theme, palette: 'light' | 'dark' = 'dark'): Promise<void> {
  const forced = theme === 'forced';
  const colorScheme = forced ? palette : theme;
  await page.emulateMedia({ colorScheme, forcedColors: forced ? 'active' : 'none' });
  // Asked by the clock: a frame may never come to a busy browser's window.
  await page.waitForFunction(isDrawnIn, [colorScheme, forced] as const, { polling: 20, timeout: patienceMs });
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
function isDrawnIn([scheme, forced]: readonly ['light' | 'dark', boolean]): boolean {
  if (!matchMedia(`(prefers-color-scheme: ${scheme})`).matches) return false;
  if (matchMedia('(forced-colors: active)').matches !== forced) return false;
  const probe = document.createElement('span');
  const own = scheme === 'light' ? 'rgb(1, 2, 3)' : 'rgb(4, 5, 6)';
  probe.style.cssText =
    'position: absolute; color-scheme: light dark; transition: none; color: light-dark(rgb(1 2 3), rgb(4 5 6))';
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return (color === own) !== forced;
}

/**
 * Looks at a page in both themes and in forced colours. Where the dark one has the same markup, with each element as visible, as
 * large and at the same place as in the light one, only the rules that compare colours can find something else there,
 * so only these are run again. Forced colours draw controls otherwise, but name and order nothing otherwise.
 * `also` is done while a theme is on: to turn a page costs as much as to look at it once.
 */
export async function lookInEachTheme(
  page: Page,
  also: Partial<Record<'light' | 'forced', () => Promise<void>>> = {},
): Promise<Findings> {
  await turn(page, 'light');
  await also.light?.();
  const shape = await page.evaluate(shapeOf);
  const light = await axeViolations(page);
  await turn(page, 'dark');
  const same = (await page.evaluate(shapeOf)) === shape;
  const dark = await axeViolations(page, same ? 'colours' : 'all');
  await turn(page, 'forced');
  const forced = await axeViolations(page, 'colours and targets');
  await also.forced?.();
  return { light, dark, forced };
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

/** The words of a page that can be seen, each by its place in the page's tree. */
export const wordsSeen = async (page: Page): Promise<string[]> => (await page.evaluate(keepUnseen, [])).names;

/**
 * Looks at a page at a second width: at all of it in the light, and in the other themes at the words that could not be seen at
 * the first, where `seen` could (`wordsSeen`).
 */
export async function lookAtTheRest(page: Page, seen: readonly string[]): Promise<Findings> {
  await turn(page, 'light');
  const light = await axeViolations(page);
  const { unseen } = await page.evaluate(keepUnseen, seen);
  // Nothing is left to look at.
  if (unseen === 0) return { light, dark: [], forced: [] };
  await turn(page, 'dark');
  const dark = await axeViolations(page, 'colours', 'unseenWords');
  await turn(page, 'forced');
  return { light, dark, forced: await axeViolations(page, 'colours and targets', 'unseenWords') };
}

/** Runs in a page: keeps the elements whose words can be seen and are not among the named ones, counts these, and names all that can be seen. */
function keepUnseen(seen: readonly string[]): { names: string[]; unseen: number } {
  const known = new Set(seen);
  const unseenWords: Element[] = [];
  const names: string[] = [];
  const walk = (element: Element, path: string): void => {
    for (const [index, child] of [...element.children].entries()) {
      const name = `${path} ${index}${child.tagName}.${child.getAttribute('class') ?? ''}`;
      const holdsText = [...child.childNodes].some(
        (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
      );
      if (
        (holdsText || child.matches('input, select, button')) &&
        child.checkVisibility({ visibilityProperty: true, opacityProperty: true })
      ) {
        names.push(name);
        if (!known.has(name)) unseenWords.push(child);
      }
      walk(child, name);
    }
  };
  walk(document.body, '');
  Object.assign(globalThis, { unseenWords });
  return { names, unseen: unseenWords.length };
}
