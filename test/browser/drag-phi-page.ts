import type { Locator, Page } from 'playwright-core';
import { keepShifts } from './layout-shift.ts';
import type { OpenedSite, OpenOptions } from './opened-site.ts';

/** The φ playground, alone on a page. */
export interface DragPhi {
  readonly page: Page;
  readonly knob: Locator;
  readonly figure: Locator;
}

/** Opens the figure as another page's frame shows it, in the view that the fields say, and wakes it; the page is to be given back. */
export async function openDragPhi(
  opened: OpenedSite,
  fields = '',
  options: OpenOptions = {},
): Promise<DragPhi> {
  const page = await opened.open(`embed/drag-phi/${fields && `#phi=1;${fields}`}`, {
    viewport: { width: 1440, height: 1100 },
    prepare: keepShifts,
    ...options,
  });
  const figure = page.locator('#drag-phi');
  await figure.hover({ position: { x: 5, y: 5 } });
  // The first move of a page may be told as that of a pointer that rests; the next is none.
  await figure.hover({ position: { x: 9, y: 5 } });
  await page.locator('astro-island[ssr]').waitFor({ state: 'detached' });
  return { page, figure, knob: figure.getByRole('slider') };
}

/** Where the middle of the knob lies at a φ, in the page's pixels. */
export async function placeOf(knob: Locator, phi: number): Promise<{ x: number; y: number }> {
  const box = (await knob.boundingBox())!;
  const [low, high, thumb] = await knob.evaluate((input: HTMLInputElement) => [
    Number(input.min),
    Number(input.max),
    1.5 * Number.parseFloat(getComputedStyle(document.documentElement).fontSize),
  ]);
  const part = (phi - low!) / (high! - low!);
  return { x: box.x + thumb! / 2 + part * (box.width - thumb!), y: box.y + box.height / 2 };
}
