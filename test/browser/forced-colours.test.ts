import type { Page } from 'playwright-core';
import { test } from 'vitest';
import { openedSite } from './opened-site.ts';
import { builtPages } from './pages.ts';

// High contrast, in both palettes: a slider has a track, and what is chosen looks otherwise than what is not.
const opened = openedSite();
const figures = builtPages().filter((path) => path.startsWith('embed/'));

/** Opens a figure and brings it to life. */
async function open(path: string, colorScheme: 'light' | 'dark'): Promise<Page> {
  const page = await opened.browser.newPage({
    viewport: { width: 1280, height: 2400 },
    forcedColors: 'active',
    colorScheme,
  });
  await page.goto(opened.site.url + path);
  await page.evaluate(() => dispatchEvent(new Event('pointermove')));
  await page.locator('astro-island[ssr]').waitFor({ state: 'detached' });
  return page;
}

/** Runs in a page: sliders whose track is not drawn by the browser, and choices of which chosen and others are drawn alike. */
function alike(): string[] {
  const found: string[] = [];
  for (const range of document.querySelectorAll<HTMLInputElement>('input[type="range"]'))
    if (range.checkVisibility() && getComputedStyle(range).appearance === 'none')
      found.push(`no track: ${range.getAttribute('aria-label') ?? range.id}`);
  const look = (element: Element | null): string => {
    if (element === null) return '';
    const style = getComputedStyle(element);
    const lines = ['block-start', 'block-end'].map((side) =>
      style.getPropertyValue(`border-${side}-width`) === '0px'
        ? ''
        : style.getPropertyValue(`border-${side}-color`),
    );
    return [...lines, style.backgroundColor, style.outlineStyle, style.boxShadow].join();
  };
  const radios = [...document.querySelectorAll<HTMLInputElement>('input[type="radio"]')];
  for (const on of radios.filter(({ checked }) => checked)) {
    const off = radios.find(({ name, checked }) => name === on.name && !checked);
    if (!on.checkVisibility() || !off?.checkVisibility()) continue;
    // The browser's own radio button says it by itself.
    const native = (radio: Element) => {
      const { appearance, opacity } = getComputedStyle(radio);
      return appearance !== 'none' && opacity !== '0';
    };
    const drawn = (radio: Element) => `${look(radio.nextElementSibling)} ${look(radio.parentElement)}`;
    if (!(native(on) && native(off)) && drawn(on) === drawn(off))
      found.push(`chosen looks like not chosen: ${on.closest('fieldset')?.textContent?.trim().slice(0, 40)}`);
  }
  return found;
}

test.for(figures)('/%s in forced colours', async (path, { expect }) => {
  for (const palette of ['light', 'dark'] as const) {
    const page = await open(path, palette);
    expect(await page.evaluate(alike), palette).toEqual([]);
    await page.close();
  }
});

test.for(figures)(
  '/%s from right to left: scales and drawings stay as they are',
  async (path, { expect }) => {
    const page = await open(path, 'light');
    /** Where the words of each drawing, and the stops of each slider, stand in it. */
    const places = () =>
      page.evaluate(() =>
        [...document.querySelectorAll('main svg, main .track')]
          .filter((drawing) => drawing.checkVisibility())
          .map((drawing) => {
            const { left } = drawing.getBoundingClientRect();
            return [...drawing.querySelectorAll('text, .stops button, line, rect')].map((part) =>
              Math.round(part.getBoundingClientRect().left - left),
            );
          }),
      );
    const before = await places();
    await page.evaluate(() => {
      document.documentElement.dir = 'rtl';
    });
    expect(await places()).toEqual(before);
    expect(
      await page
        .locator('input[type="range"]')
        .evaluateAll((ranges) => ranges.map((range) => getComputedStyle(range).direction)),
    ).not.toContain('rtl');
    await page.close();
  },
);
