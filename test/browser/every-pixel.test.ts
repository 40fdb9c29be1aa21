import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ConfusedPixels } from '../../models/answers/mean-iou.ts';
import { segmentsOf } from '../../models/answers/segments.ts';
import { classMask } from '../../models/scenes/mask.ts';
import { paint } from '../../models/scenes/paint.ts';
import { findStickerSegmenter, pixelClasses } from '../../models/training/segmenters.ts';
import { loadStickerSegmenter } from '../../src/cli/evaluate/sticker-segmenter.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';
import { readShipped, shippedNames } from '../../src/cli/shipped.ts';
import { pixelNetworks } from '../../src/figures/every-pixel/networks.ts';
import { askedPixel, pixelSchema } from '../../src/figures/every-pixel/view.ts';
import { defaultView } from '../../src/parts/shell/schema.ts';
import { layoutOf } from '../../src/parts/stickers/backgrounds.ts';
import { encodeStickers, type TableSticker } from '../../src/parts/stickers/stickers.ts';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

// The figure of the built site on WebAssembly, held against the same network in Node.
const sticker = (name: string, x: number, y: number): TableSticker => {
  return { artist: 'noto', name, x, y, size: 0.42, angle: 0, flip: false };
};
const first = [sticker('bus', 0.27, 0.27), sticker('elephant', 0.72, 0.7)];
const [best] = pixelNetworks(new Map(shippedNames().map((id) => [id, readShipped(id).card] as const)));

let site: Site;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const requests: string[] = [];

beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser();
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => requests.push(request.url()));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const block = () => page.locator('[data-view~="every-pixel"]');

/** The legend's rows as the page has them: pixels and intersection over union by class. */
const legend = () =>
  page.locator('.legend tbody tr').evaluateAll((rows) =>
    Object.fromEntries(
      rows.map((row) => {
        const [name = '', pixels = '', iou = ''] = [...row.children].map((cell) => cell.textContent!.trim());
        return [name, { pixels: Number(pixels.replaceAll(',', '')), iou }];
      }),
    ),
  );

/** What is drawn on a canvas of the figure: how many pixels, in how many colours; the first lies over the table. */
const inked = (at = 0) =>
  block()
    .locator('canvas.over')
    .nth(at)
    .evaluate((canvas) => {
      const { width, height } = canvas as HTMLCanvasElement;
      const { data } = (canvas as HTMLCanvasElement).getContext('2d')!.getImageData(0, 0, width, height);
      const colours = new Set<string>();
      let covered = 0;
      for (let at = 0; at < data.length; at += 4)
        if (data[at + 3]! > 0) {
          covered++;
          colours.add(`${data[at]} ${data[at + 1]} ${data[at + 2]}`);
        }
      return { covered, colours: colours.size };
    });

test('nothing of the network is fetched before the reader asks', async () => {
  await page.goto(
    `${site.url}embed/every-pixel/?backend=wasm#every-pixel=1;s:${encodeStickers(first)},b:paper`,
  );
  await page.getByRole('button', { name: 'Name the pixels here' }).and(page.locator(':enabled')).waitFor();
  expect(requests.filter((url) => /safetensors|\.wasm/.test(url))).toEqual([]);
});

/** Starts the network that the address names, and holds what it finds against the same network in Node. */
async function pixelsAsInNode(id: string): Promise<void> {
  await page.getByRole('button', { name: 'Name the pixels here' }).click();
  await page.getByText(/ms a picture/).waitFor({ timeout: 60_000 });
  const layout = layoutOf(first, 'paper');
  const painted = paint(layout, best!.side, await loadArt());
  const network = await loadStickerSegmenter(findStickerSegmenter(id)!, best!.side);
  const picture = { width: best!.side, height: best!.side, channels: 3, data: painted.rgb } as const;
  const segments = segmentsOf(await network.run(picture), [best!.side, best!.side]);
  const confused = new ConfusedPixels(pixelClasses.length);
  confused.add(classMask(layout, painted), segments.classes);
  const { iou } = confused.accuracy();
  const shown = await legend();
  for (const [place, label] of pixelClasses.entries()) {
    const pixels = segments.classes.filter((each) => each === place).length;
    expect(Math.abs((shown[label]?.pixels ?? 0) - pixels), label).toBeLessThanOrEqual(8);
    if (['background', 'bus', 'elephant'].includes(label))
      expect(Math.abs(Number(shown[label]!.iou) - iou[place]!), label).toBeLessThan(0.011);
  }
}

test('then every pixel has the name that the network gives it in Node', { timeout: 120_000 }, async () => {
  await pixelsAsInNode(best!.id);
});

/** Holds the asked pixel's paths on the page against those of the same network in Node. */
async function pathsAsInNode(id: string): Promise<void> {
  const { rgb } = paint(layoutOf(first, 'paper'), best!.side, await loadArt());
  const network = await loadStickerSegmenter(findStickerSegmenter(id)!, best!.side);
  const place = askedPixel(defaultView(pixelSchema), best!.side);
  const picture = { width: best!.side, height: best!.side, channels: 3, data: rgb } as const;
  const { paths, own } = (await network.along(picture, place))!;
  const rows = await page
    .locator('.along tbody tr')
    .evaluateAll((all) => all.map((row) => [...row.children].map((cell) => cell.textContent!.trim())));
  expect(rows).toHaveLength(5);
  for (const [label, ...shown] of rows) {
    const c = pixelClasses.indexOf(label as (typeof pixelClasses)[number]);
    expect(shown).toHaveLength(paths.length + 1);
    shown.forEach((text, i) => {
      const value = [...paths, own][i]![c]!;
      expect(Math.abs(Number(text.replace('−', '-')) - value), `${label} ${i}`).toBeLessThan(0.07);
    });
  }
}

test('and the asked pixel is made of the same paths as in Node', async () => {
  await pathsAsInNode(best!.id);
});

test('a moved sticker is named where it lies, and undo brings it back', async () => {
  const before = await legend();
  await page.getByRole('button', { name: /^elephant by noto/ }).focus();
  const presses = 4;
  for (let i = 0; i < presses; i++) await page.keyboard.press('Shift+ArrowUp');
  await expect.poll(legend, { timeout: 20_000 }).not.toEqual(before);
  // Each key that is let go ends a gesture.
  for (let i = 0; i < presses; i++) await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(legend, { timeout: 20_000 }).toEqual(before);
});

test('a pixel says why, by keys and by pointer', async () => {
  const probe = page.getByRole('button', { name: /^Asked pixel/ });
  const asked = page.locator('.asked');
  const rows = () => asked.locator('tbody tr').count();
  await expect(rows()).resolves.toBe(5);
  const before = await asked.textContent();
  await probe.focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(() => asked.textContent()).not.toBe(before);
  const table = (await page.getByRole('group', { name: /^Table of/ }).boundingBox())!;
  const from = (await probe.boundingBox())!;
  await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
  await page.mouse.down();
  await page.mouse.move(table.x + 0.5 * table.width, table.y + 0.98 * table.height, { steps: 5 });
  await page.mouse.up();
  await expect.poll(() => asked.textContent()).toMatch(/why background\?/);
  // The stickers stayed where they were.
  await expect.poll(() => page.url()).toContain(encodeStickers(first));
});

test('what is wrong is drawn over the table, and patterns tell classes apart', async () => {
  await page.getByRole('switch', { name: /^Fade/ }).uncheck({ force: true });
  const found = await inked();
  await page.getByRole('radio', { name: 'what is wrong' }).check({ force: true });
  await expect.poll(async () => (await inked()).covered).toBeLessThan(found.covered);
  await page.getByRole('radio', { name: 'what was found' }).check({ force: true });
  await page.getByRole('switch', { name: /^Patterns/ }).check({ force: true });
  await expect.poll(async () => (await inked()).colours).toBeGreaterThan(found.colours);
  await page.getByRole('radio', { name: 'the table' }).check({ force: true });
  await expect.poll(async () => (await inked()).covered).toBe(0);
});

test('the truth stands beside it, and changes places with what was found while it blinks', async () => {
  const layout = layoutOf(first, 'paper');
  const there = classMask(layout, paint(layout, best!.side, await loadArt())).filter(
    (place) => place > 0,
  ).length;
  expect((await inked(1)).covered).toBe(there);
  await page.getByRole('radio', { name: 'what was found' }).check({ force: true });
  await page.getByRole('switch', { name: /^Blink/ }).check({ force: true });
  const found = (await inked(2)).covered;
  expect(found).not.toBe(there);
  for (const covered of [there, found, there])
    await expect.poll(async () => (await inked()).covered).toBe(covered);
});

test('a network that stands on no backbone does so too, and fetches none', { timeout: 120_000 }, async () => {
  const alone = 'dfanet-a-stickers';
  requests.length = 0;
  await page.goto('about:blank');
  await page.goto(
    `${site.url}embed/every-pixel/?backend=wasm#every-pixel=1;s:${encodeStickers(first)},b:paper,d:${alone}`,
  );
  await pixelsAsInNode(alone);
  await pathsAsInNode(alone);
  const weights = requests.filter((url) => url.includes('safetensors'));
  expect(weights).toHaveLength(1);
  await expect.poll(() => page.locator('.gates').innerText()).toMatch(/third backbone: 192 gates/);
});

test('nothing went wrong on the way', () => {
  expect(complaints).toEqual([]);
});
