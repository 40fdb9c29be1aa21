import { expect, test } from 'vitest';
import { lessons } from '../../models/exercises/index.ts';
import { openedSite } from './opened-site.ts';

// Every step of every lesson on walls of three sizes: what can be pressed is there to be pressed.
const opened = openedSite();

/** What is wrong with the controls that are on the screen: outside of it, under something else, or too small to hit. */
function faultsOfControls(): string[] {
  const name = (control: Element) =>
    `${control.tagName.toLowerCase()} “${(control.getAttribute('aria-label') ?? control.textContent ?? '').trim().slice(0, 40)}”`;
  /** A link in a sentence is as high as its line. */
  const inSentence = (control: Element) =>
    control.matches('a') && control.closest('p, li, td, th, dd, figcaption, h1, h2, h3, small') !== null;
  return [
    ...document.querySelectorAll('main :is(a[href], button, input, select, textarea, summary)'),
  ].flatMap((control) => {
    if (
      !control.checkVisibility({ visibilityProperty: true }) ||
      control.closest('[aria-hidden="true"], details:not([open]) > :not(summary)')
    )
      return [];
    control.scrollIntoView({ block: 'center', inline: 'nearest', behavior: 'instant' });
    // A tick is hit by its words too.
    const label = control.matches('[type=checkbox], [type=radio]') ? control.closest('label') : null;
    const { left, right, top, bottom, width, height } = (label ?? control).getBoundingClientRect();
    // A field for files that is put away: a button opens it.
    if (width <= 1 && height <= 1) return [];
    const faults: string[] = [];
    if (left < -0.5 || top < -0.5 || right > innerWidth + 0.5 || bottom > innerHeight + 0.5)
      faults.push(`${name(control)} is outside: ${[left, top, right, bottom].map(Math.round)}`);
    if (!inSentence(control) && (width < 23.5 || height < 23.5))
      faults.push(`${name(control)} is small: ${Math.round(width)} × ${Math.round(height)}`);
    // What lies over a part of it, as a box over another in a drawing, leaves the rest.
    const seen = label?.getBoundingClientRect() ?? control.getClientRects()[0];
    const parts = [0.5, 0.1, 0.9].flatMap((x) => [0.5, 0.1, 0.9].map((y) => [x, y] as const));
    const found = parts.flatMap(([x, y]) => {
      if (seen === undefined) return [];
      return document.elementFromPoint(seen.left + x * seen.width, seen.top + y * seen.height) ?? [];
    });
    const [hit] = found;
    const isHit = found.some(
      (each) => control.contains(each) || each.contains(control) || label?.contains(each),
    );
    if (!isHit) faults.push(`${name(control)} is under ${hit ? name(hit) : 'nothing'}`);
    return faults;
  });
}

const sizes = [
  [800, 600],
  [1280, 720],
  [3840, 2160],
] as const;
test.each(lessons.map(({ id }) => [id]))(
  '%s: at no step and no size of a wall is a control outside of it, covered or too small, and nothing runs off sideways',
  async (id) => {
    const page = await opened.open(`lessons/${id}/present/`);
    const steps = await page.locator('[data-slide]').count();
    const faults: string[] = [];
    for (let step = 0; step < steps; step++) {
      await page.keyboard.press('PageDown');
      await expect
        .poll(() => page.locator('[data-said=place]').evaluate((place) => place.textContent))
        .toMatch(new RegExp(`^${step + 1} of `));
      for (const [width, height] of sizes) {
        await page.setViewportSize({ width, height });
        const where = `step ${step + 1} at ${width} × ${height}`;
        for (const fault of await page.evaluate(faultsOfControls)) faults.push(`${where}: ${fault}`);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        if (wide > width) faults.push(`${where}: ${wide} wide`);
      }
    }
    expect(steps).toBeGreaterThan(2);
    expect(faults).toEqual([]);
    await page.close();
  },
  120_000,
);
