import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { root } from '../steps/command.ts';
import { openedSite } from './opened-site.ts';
import { quarters, quartersOf, type TurnedFormat, turnedPicture } from './pictures/turned-pictures.ts';

// A reader's own picture is shown as the networks see it: upright, whatever the browser makes of the file's orientation.
const opened = openedSite();

/** Where a figure shows a reader's picture. */
const figures = {
  'live-classifier': '.frame > img:not(.activation)',
  'live-detector': 'img.picture',
  'inside-neck': '.scene img',
  'scaling-ladder': 'img.picture',
  'sticker-table': 'canvas',
} as const;

const turned: readonly [TurnedFormat, 3 | 5 | 6 | 8][] = [
  ['webp', 6],
  ['avif by its EXIF alone', 8],
  ['avif', 5],
  ['png', 5],
  ['jpeg', 3],
];

/** The colours of what an element shows, one a quarter, near its corners. */
async function shownQuarters(page: Page, selector: string): Promise<readonly string[]> {
  const data = await page
    .locator(selector)
    .first()
    .evaluate((element) => {
      const picture = element as HTMLImageElement | HTMLCanvasElement;
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [20, 20];
      const context = canvas.getContext('2d')!;
      context.drawImage(picture, 0, 0, 20, 20);
      const at = (x: number, y: number) => [...context.getImageData(x, y, 1, 1).data].slice(0, 3);
      return [...at(1, 1), ...at(18, 1), ...at(1, 18), ...at(18, 18)];
    });
  return quartersOf({ width: 2, height: 2, channels: 3, data });
}

describe.each(Object.entries(figures))('%s', (figure, selector) => {
  test('shows turned pictures upright, and says what is wrong with a file', {
    timeout: 240_000,
  }, async () => {
    const page = await opened.open(`embed/${figure}/`);
    await page.mouse.move(200, 200, { steps: 2 });
    await page.locator('astro-island[ssr]').first().waitFor({ state: 'detached' });
    const input = page.locator('input[type=file][accept="image/*"]');
    for (const [format, orientation] of turned) {
      const buffer = await turnedPicture(format, orientation, [96, 64]);
      await input.setInputFiles({ name: `${orientation}.${format.slice(0, 4)}`, mimeType: '', buffer });
      await expect
        .poll(() => shownQuarters(page, selector), { message: `${format} ${orientation}` })
        .toEqual(quarters);
      const image = page.locator(selector).first();
      if (figure !== 'sticker-table')
        expect(await image.evaluate((img) => (img as HTMLImageElement).naturalWidth)).toBe(96);
      // A picture of another kind in between, so that the next one has to come.
      await input.setInputFiles(join(root, 'public/pictures/cat.jpg'));
      await expect.poll(() => shownQuarters(page, selector)).not.toEqual(quarters);
    }
    await input.setInputFiles({
      name: 'cat.jpg',
      mimeType: 'image/jpeg',
      buffer: Buffer.from('a letter, not a cat'),
    });
    await page.getByText('This file holds text, not a picture').waitFor();
    await opened.giveBack(page);
  });
});
