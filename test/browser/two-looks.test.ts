import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import { findStickerDetector } from '../../models/training/detectors.ts';
import { findStickerTwoStage } from '../../models/training/two-stage.ts';
import { loadStickerNetwork } from '../../src/cli/evaluate/sticker-network.ts';
import { loadTwoStage } from '../../src/cli/evaluate/two-stage.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';
import { readShipped, shippedNames } from '../../src/cli/shipped.ts';
import { leastScore } from '../../src/figures/two-looks/looked.ts';
import { twoLooksNetworks } from '../../src/figures/two-looks/networks.ts';
import { bestOnce } from '../../src/figures/two-looks/once.ts';
import { layoutOf } from '../../src/parts/stickers/backgrounds.ts';
import { encodeStickers, type TableSticker } from '../../src/parts/stickers/stickers.ts';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

// The figure of the built site on WebAssembly, held against the same network in Node.
const sticker = (name: string, x: number, y: number): TableSticker => {
  return { artist: 'noto', name, x, y, size: 0.42, angle: 0, flip: false };
};
const first = [sticker('bus', 0.27, 0.27), sticker('elephant', 0.72, 0.7)];
const cards = new Map(shippedNames().map((id) => [id, readShipped(id).card] as const));
const [best] = twoLooksNetworks(cards);
const once = bestOnce(cards, best!.side)!;

let site: Site;
let browser: Browser;
let page: Page;
const requests: string[] = [];
const complaints: string[] = [];

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

const block = () => page.locator('[data-view~="two-looks"]');
/** Boxes as they stand over the table. */
const drawn = (kind: string) => block().locator(`svg rect.${kind}:not(.once *)`).count();

async function pictureOf(side: number) {
  const { rgb } = paint(layoutOf(first, 'paper'), side, await loadArt());
  return { width: side, height: side, channels: 3, data: rgb } as const;
}

test('nothing of the network is fetched before the reader asks', async () => {
  await page.goto(`${site.url}embed/two-looks/?backend=wasm#two-looks=1;s:${encodeStickers(first)},b:paper`);
  await page.getByRole('button', { name: 'Look twice here' }).and(page.locator(':enabled')).waitFor();
  expect(requests.filter((url) => /safetensors|\.wasm/.test(url))).toEqual([]);
});

test('then the boxes are those that the network finds in Node', { timeout: 120_000 }, async () => {
  await page.getByRole('button', { name: 'Look twice here' }).click();
  await page.getByText(/ms a picture/).waitFor({ timeout: 60_000 });
  const picture = await pictureOf(best!.side);
  const network = await loadTwoStage(findStickerTwoStage(best!.id)!, best!.side);
  const { detections } = await network.detect(picture, { scoreThreshold: leastScore });
  expect(detections.length).toBeGreaterThan(0);
  const names = detections.map(({ label }) => labels[label]).join(', ');
  await expect.poll(() => block().locator('.sum').textContent()).toContain(`left: ${names}.`);
  expect(await drawn('over')).toBe(detections.length);
  // All regions but the opened one, which is drawn in a manner of its own.
  expect(await drawn('region')).toBe(best!.kept - 1);
  expect(requests.filter((url) => url.includes('efficientnet-b0')).length).toBeLessThanOrEqual(1);
});

test('a detector that looks once finds beside it what it finds in Node, until it is sent away', async () => {
  const network = await loadStickerNetwork(findStickerDetector(once.id)!, once.side);
  const { detections } = await network.detect(await pictureOf(once.side), { scoreThreshold: leastScore });
  expect(detections.length).toBeGreaterThan(0);
  const names = detections.map(({ label }) => labels[label]).join(', ');
  const told = block().locator('.once .found');
  await expect.poll(() => told.textContent(), { timeout: 30_000 }).toContain(`on: ${names}.`);
  expect(await block().locator('.once rect.over').count()).toBe(detections.length);
  const beside = block().getByRole('switch', { name: /on the same table$/ });
  await beside.uncheck({ force: true });
  await expect.poll(() => told.count()).toBe(0);
});

test('fewer regions are looked at where the reader says so, and undo brings them back', async () => {
  const field = block().getByLabel('Regions looked at again, exact value');
  await field.fill('10');
  await field.press('Enter');
  await expect.poll(() => drawn('region'), { timeout: 20_000 }).toBe(9);
  await expect.poll(() => block().locator('.answer').textContent()).toContain('With 10 regions');
  await block().getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => drawn('region'), { timeout: 20_000 }).toBe(best!.kept - 1);
});

test('a region is opened, a map laid over the table, and boxes drawn alone', async () => {
  const before = await block().locator('div.opened').textContent();
  await block()
    .getByRole('slider', { name: /Region opened/ })
    .press('ArrowRight');
  await expect.poll(() => block().locator('div.opened').textContent()).not.toBe(before);
  await block().getByRole('radio', { name: 'the gate', exact: true }).check({ force: true });
  await expect.poll(() => drawn('cell')).toBe(256);
  await block().getByRole('radio', { name: 'boxes', exact: true }).check({ force: true });
  await expect.poll(() => drawn('region')).toBe(0);
  expect(complaints).toEqual([]);
});
