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
  return before.flatMap(({ name, at }, index) => (after[index]?.at === at ? [] : [name]));
}

/** Runs in a page: where the words of each drawing, and the stops of each slider, stand in it; and which way a slider runs. */
function places(): { name: string; at: string }[] {
  const drawings = [...document.querySelectorAll<HTMLElement>('main svg, main .track')]
    .filter((drawing) => drawing.checkVisibility())
    .map((drawing) => {
      const { left } = drawing.getBoundingClientRect();
      const parts = [...drawing.querySelectorAll('text, .stops button, line, rect')];
      return {
        name: `${drawing.getAttribute('aria-label') ?? drawing.className}`.slice(0, 60),
        at: parts.map((part) => Math.round(part.getBoundingClientRect().left - left)).join(),
      };
    });
  const sliders = [...document.querySelectorAll('input[type="range"]')].map((slider) => ({
    name: slider.getAttribute('aria-label') ?? 'a slider',
    at: getComputedStyle(slider).direction,
  }));
  return [...drawings, ...sliders];
}
