import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Box, intersectionOverUnion } from '../../models/answers/box.ts';
import { labels } from '../../models/scenes/art.ts';
import { paint } from '../../models/scenes/paint.ts';
import type { Art } from '../../models/scenes/sprites.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';
import { readShipped, shippedNames } from '../../src/cli/shipped.ts';
import { detectorCost } from '../../src/figures/sticker-table/detector-cost.ts';
import { tableDetectors } from '../../src/figures/sticker-table/detectors.ts';
import { growSizes } from '../../src/figures/sticker-table/grow.ts';
import { layoutOf } from '../../src/parts/stickers/backgrounds.ts';
import { decodeStickers, encodeStickers, type TableSticker } from '../../src/parts/stickers/stickers.ts';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

// The table of the built site on WebAssembly, with the smallest detector that ships.
const sticker = (name: string, x: number, y: number): TableSticker => {
  return { artist: 'noto', name, x, y, size: 0.42, angle: 0, flip: false };
};
const first = [sticker('bus', 0.27, 0.27), sticker('bicycle', 0.73, 0.3), sticker('automobile', 0.5, 0.74)];
const [smallest] = tableDetectors(
  shippedNames().map((id) => readShipped(id).card),
  detectorCost,
);

/** What a busy machine may take its time for. */
const soon = <Value>(read: () => Value) => expect.poll(read, { timeout: 20_000 });

let site: Site;
let browser: Browser;
let page: Page;
let art: Art;
const complaints: string[] = [];
const requests: string[] = [];

beforeAll(async () => {
  art = await loadArt();
  site = await serveSite();
  browser = await launchBrowser({ camera: true });
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  page.on('request', (request) => requests.push(request.url()));
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const table = () => page.getByRole('group', { name: /^Table of/ });
const sticky = (name: RegExp) => table().getByRole('button', { name });

/** The stickers as the address has them. */
function stickersNow(): readonly TableSticker[] {
  const text = /[;,]s:([0-9a-z]+)/.exec(page.url())?.[1] ?? '';
  return decodeStickers(text, () => true)?.stickers ?? [];
}

/** Where the stickers are, painted anew from the address, and which boxes the page shows; in fractions of the side. */
async function truthAndBoxes() {
  const side = smallest!.side;
  const painted = paint(layoutOf(stickersNow(), 'paper'), side, art);
  const truth = painted.boxes.map(({ label, box }) => ({
    label: labels[label]!,
    box: box.map((edge) => edge / side) as unknown as Box,
  }));
  const drawn = await table().evaluate((element) => {
    return [...element.querySelectorAll<SVGElement>('rect.over')].map((rect) => {
      const [x = 0, y = 0, width = 0, height = 0] = ['x', 'y', 'width', 'height'].map((name) =>
        Number(rect.getAttribute(name)),
      );
      return { label: rect.dataset.name, box: [y, x, y + height, x + width] as const };
    });
  });
  return { truth, drawn };
}

/** The smallest overlap between a sticker and the best box of its class. */
async function worstOverlap(): Promise<number> {
  const { truth, drawn } = await truthAndBoxes();
  expect(truth).toHaveLength(first.length);
  const overlaps = truth.map(({ label, box }) =>
    Math.max(
      0,
      ...drawn.filter((each) => each.label === label).map((each) => intersectionOverUnion(each.box, box)),
    ),
  );
  return Math.min(...overlaps);
}

test('nothing of the network is fetched before the reader asks; then boxes lie on the stickers', async () => {
  await page.goto(
    `${site.url}embed/sticker-table/?backend=wasm#sticker-table=1;s:${encodeStickers(first)},b:paper`,
  );
  await page.getByRole('button', { name: 'Run the detector here' }).and(page.locator(':enabled')).waitFor();
  await table().locator('canvas').waitFor();
  expect(requests.filter((url) => /safetensors|\.wasm/.test(url))).toEqual([]);
  expect(requests.filter((url) => /classes[.-].*png/.test(url))).toHaveLength(1);
  await page.getByRole('button', { name: 'Run the detector here' }).click();
  await page.getByText(/ms a look/).waitFor();
  await soon(worstOverlap).toBeGreaterThan(0.5);
});

test('a sticker is dragged by mouse, and its box follows', async () => {
  const bus = await sticky(/^bus/).boundingBox();
  const side = (await table().boundingBox())!.width;
  const [x, y] = [bus!.x + bus!.width / 2, bus!.y + bus!.height / 2];
  await page.mouse.move(x, y);
  await page.mouse.down();
  await page.mouse.move(x - 0.03 * side, y + 0.2 * side, { steps: 12 });
  await page.mouse.up();
  await soon(() => stickersNow()[0]?.y).toBeCloseTo(0.47, 1);
  expect(stickersNow()[0]?.x).toBeCloseTo(0.24, 1);
  await soon(worstOverlap).toBeGreaterThan(0.5);
  await page.getByRole('button', { name: 'Undo' }).click();
  await soon(() => stickersNow()).toEqual(first);
  await soon(worstOverlap).toBeGreaterThan(0.5);
});

test('and by keys, which also resize, turn, flip and remove it', async () => {
  await sticky(/^bicycle/).focus();
  for (const key of ['ArrowDown', 'ArrowDown', 'Shift+ArrowLeft', '-', ']', 'f'])
    await page.keyboard.press(key);
  const changed = { x: 0.68, y: 0.32, size: 0.389, angle: 5, flip: true };
  await soon(() => stickersNow()[1]).toMatchObject(changed);
  await soon(worstOverlap).toBeGreaterThan(0.5);
  await expect(sticky(/^bicycle by noto, upper right, size 39.%, turned 5°, flipped/).count()).resolves.toBe(
    1,
  );
  await page.keyboard.press('Delete');
  await soon(() => stickersNow().length).toBe(2);
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toMatch(
    /^automobile/,
  );
  await page.keyboard.press('Control+z');
  await soon(() => stickersNow().length).toBe(3);
  await page.getByRole('button', { name: 'Add fish' }).click();
  await soon(() => stickersNow().at(-1)?.name).toBe('fish');
  await page.getByRole('button', { name: 'Remove' }).click();
  await soon(() => stickersNow().length).toBe(3);
});

test('growing a sticker can be stopped in between, and what was measured stays', async () => {
  await sticky(/^bus/).focus();
  await page.getByRole('button', { name: 'Grow the bus' }).click();
  await page.getByRole('button', { name: /^Stop at ([5-9]|1\d) of/ }).click();
  const words = await page.getByText(/stopped after \d+ of/).innerText();
  const count = Number(/stopped after (\d+) of/.exec(words)?.[1]);
  expect(count).toBeGreaterThan(3);
  expect(count).toBeLessThan(growSizes.length);
  const points = await page.locator('path.line').first().getAttribute('d');
  expect(points?.split('L')).toHaveLength(count);
  await soon(worstOverlap).toBeGreaterThan(0.5);
  expect(stickersNow()).toHaveLength(3);
});

test('the camera lies behind the stickers, and its frames are looked at', async () => {
  const pixel = () =>
    table()
      .locator('canvas')
      .evaluate((canvas: HTMLCanvasElement) =>
        canvas.getContext('2d')?.getImageData(2, 2, 1, 1).data.slice(0, 3).join(),
      );
  const paper = await pixel();
  await page.getByRole('button', { name: 'Camera' }).click();
  await soon(pixel).not.toBe(paper);
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await soon(pixel).toBe(paper);
  await soon(worstOverlap).toBeGreaterThan(0.5);
});

test('nothing complained', () => expect(complaints).toEqual([]));

test('as the page comes: the run finds what the picture that it replaces shows, and the network is named', async () => {
  const fresh = await browser.newPage();
  try {
    await fresh.goto(`${site.url}?backend=wasm`);
    const figure = fresh.locator('#sticker-table');
    await figure.scrollIntoViewIfNeeded();
    const run = figure.getByRole('button', { name: 'Run the detector here' });
    await expect.poll(() => run.isEnabled()).toBe(true);
    // Which network it is depends on how fast this machine is; that is known before anything is pressed.
    await fresh.locator('[data-view~="sticker-table"][data-timed]').waitFor();
    const found = async () => {
      const [names, scores] = await Promise.all(
        ['.name', '.score'].map((part) => figure.locator(`ol.found button ${part}`).allInnerTexts()),
      );
      return (names ?? []).map((name, i) => ({ name, score: Number(scores?.[i]) }));
    };
    const before = await found();
    const sum = await figure.locator('.sum').innerText();
    const named = await figure.getByText(/These boxes are from a run of/).innerText();
    const [, network = ''] = /a run of (.*?),? on stickers when this page/.exec(named) ?? [];
    expect(network).not.toBe('');
    expect(await figure.getByText(/^\s*Downloads/).innerText()).toContain(network);
    await run.click();
    await figure.getByText(/on WebAssembly · TF\.js: this processor/).waitFor({ timeout: 60_000 });
    expect(before.length).toBeGreaterThan(3);
    await soon(async () => (await found()).map(({ name }) => name)).toEqual(before.map(({ name }) => name));
    const after = await found();
    after.forEach(({ score }, i) => {
      expect(Math.abs(score - (before[i]?.score ?? 0))).toBeLessThanOrEqual(0.02);
    });
    expect(await figure.locator('.sum').innerText()).toBe(sum);
  } finally {
    await fresh.close();
  }
});
