import type { Page } from 'playwright-core';

/** The scales and drawings that a page shows otherwise once it reads from right to left: numbers rise to the right in every language. */
export async function movedByDirection(page: Page): Promise<string[]> {
  const before = await page.evaluate(places);
  await page.evaluate(() => {
    document.documentElement.dir = 'rtl';
  });
  const after = await page.evaluate(places);
  await page.evaluate(() => {
    document.documentElement.dir = '';
  });
  return before.flatMap((place, index) => (stands(place, after[index]) ? [] : [place.name]));
}

interface Place {
  readonly name: string;
  /** How far its parts stand from its left edge, in px. */
  readonly parts: readonly number[];
  readonly direction: string;
}

/** Whether nothing moved by a whole pixel; a half is what rounding makes of an edge that stands between two. */
function stands(before: Place, after: Place | undefined): boolean {
  if (after?.direction !== before.direction || after.parts.length !== before.parts.length) return false;
  return before.parts.every((part, index) => Math.abs(part - (after.parts[index] ?? Number.NaN)) < 1);
}

/** Runs in a page: where the words of each drawing, and the stops of each slider, stand in it; and which way a slider runs. */
function places(): Place[] {
  const drawings = [...document.querySelectorAll<HTMLElement>('main svg, main .track')]
    .filter((drawing) => drawing.checkVisibility())
    .map((drawing) => {
      const { left } = drawing.getBoundingClientRect();
      const parts = [...drawing.querySelectorAll(':is(text, .stops button, line, rect):not(defs *)')];
      return {
        name: `${drawing.getAttribute('aria-label') ?? drawing.className}`.slice(0, 60),
        parts: parts.map((part) => part.getBoundingClientRect().left - left),
        direction: '',
      };
    });
  const sliders = [...document.querySelectorAll('input[type="range"]')].map((slider) => ({
    name: slider.getAttribute('aria-label') ?? 'a slider',
    parts: [],
    direction: getComputedStyle(slider).direction,
  }));
  return [...drawings, ...sliders];
}
