import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { encodePng } from '../../src/cli/scenes/art.ts';
import { portraitPixels } from '../heads/portrait-features.ts';
import { awake } from './figure-page.ts';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

// How pictures come in other than by a file input: the camera, whole folders that are dropped, the clipboard; and 2,000 of them at once.
const folder = mkdtempSync(join(tmpdir(), 'phiscope-given-'));
let site: Site;
let browser: Browser;
let context: BrowserContext;
/** One for all: B0 is fetched and made ready once. */
let page: Page;
const complaints: string[] = [];
const asked: string[] = [];
const carried: string[] = [];
/** Of cats and dogs, six each, as PNG. */
const drawn: Record<'cat' | 'dog', Buffer[]> = { cat: [], dog: [] };

beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser({ camera: true });
  for (const [label, name] of (['cat', 'dog'] as const).entries())
    for (let i = 0; i < 6; i++) {
      const { data, width, height } = await portraitPixels(label, 300 + i, ['noto'], 64);
      drawn[name].push(Buffer.from(encodePng(new Uint8Array(data), width, height)));
    }
  context = await browser.newContext({ viewport: { width: 1200, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    asked.push(request.url());
    if (request.method() !== 'GET' || request.postData() !== null) carried.push(request.url());
  });
  await page.goto(`${site.url}embed/train-a-head/?backend=wasm`);
  await page.mouse.move(300, 300, { steps: 2 });
  await awake(page, 'train-a-head');
}, 120_000);
afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  complaints.length = 0;
  asked.length = 0;
  carried.length = 0;
  const again = button('Stickers again');
  if ((await again.count()) > 0) await again.click();
});
afterEach(() => {
  expect(complaints).toEqual([]);
  expect(carried).toEqual([]);
});

const button = (name: string | RegExp) => page.getByRole('button', { name });
const pictures = (name: string) => page.getByRole('img', { name: new RegExp(`^${name}: `) });
/** Trains, with B0 and the engine here afterwards. */
async function trained(): Promise<void> {
  await button(/^Train on/).click();
  await button(/^Train on/).waitFor({ timeout: 90_000 });
}
/** Drops what lies in a folder of this machine on the figure, as a file manager does: by the browser's own drag. */
async function drop(paths: readonly string[]): Promise<void> {
  const box = await page.locator('.figure-block').boundingBox();
  const [x, y] = [(box?.x ?? 0) + 200, Math.max(10, box?.y ?? 0) + 200];
  const session = await context.newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  await session.detach();
}

test('bursts of the camera: twenty frames, or as many as were taken; named as leaks; the live camera is answered; nothing is sent', async () => {
  await button('Your own pictures instead').click();
  await button('Take 20 frames of the camera for class 1').click();
  await page.locator('video').first().waitFor({ state: 'visible' });
  const stop = page.getByRole('button').filter({ hasText: 'Stop the camera' });
  await stop.waitFor();
  await stop.waitFor({ state: 'detached', timeout: 60_000 });
  await page.getByText('and 13 more').waitFor();
  // The camera is off: no element shows it.
  expect(
    await page
      .locator('video')
      .evaluateAll((all) => all.map((video) => (video as HTMLVideoElement).srcObject)),
  ).toEqual([null, null]);

  await button('Take 20 frames of the camera for class 2').click();
  await expect.poll(() => pictures('class 2').count(), { timeout: 30_000 }).toBeGreaterThanOrEqual(5);
  await stop.click();
  const kept = await pictures('class 2').count();
  expect(kept).toBeGreaterThanOrEqual(5);
  await trained();
  await page.getByText(/are nearly the same and stand in different parts/).waitFor();

  asked.length = 0;
  await page.getByRole('button', { name: 'Camera', exact: true }).click();
  const first = page.locator('ol[role=status] li').first();
  await first.waitFor({ timeout: 60_000 });
  const answers = new Set<string>();
  await expect
    .poll(async () => answers.add((await first.locator('..').innerText()).trim()).size, { timeout: 30_000 })
    .toBeGreaterThan(1);
  await stop.click();
  await expect.poll(() => page.locator('video:visible').count()).toBe(0);
  expect(asked.filter((url) => /^http/.test(url) && !/\.(js|wasm|css)(\?|$)/.test(url))).toEqual([]);
}, 240_000);

test('folders that are dropped are classes by their names, with all that is in them; hidden files are passed over', async () => {
  const root = join(folder, 'animals');
  for (const name of ['cat', 'dog'] as const) {
    mkdirSync(join(root, name, 'more'), { recursive: true });
    for (const [i, bytes] of drawn[name].entries()) writeFileSync(join(root, name, `${name}${i}.png`), bytes);
    writeFileSync(join(root, name, '.DS_Store'), 'nothing to see');
  }
  // A reader of folders gives a hundred entries at a time: more of them than one reading brings.
  for (let i = 0; i < 130; i++) writeFileSync(join(root, 'dog', `again${i}.png`), drawn.dog[i % 6] ?? '');
  await drop([join(root, 'cat'), join(root, 'dog')]);
  await page.getByRole('textbox', { name: 'Name of the class dog' }).waitFor();
  await button('Train on 142 pictures here: download')
    .or(button(/^Train on 142 pictures here/))
    .waitFor();
  // Dropped once more beside others, a folder of a known name adds to its class; one folder above is no class of its own.
  await drop([root]);
  await button(/^Train on 284 pictures here/).waitFor();
  expect(await page.getByRole('textbox', { name: /^Name of the class/ }).count()).toBe(2);
}, 120_000);

test('a picture that is pasted goes to the last class', async () => {
  await button('Your own pictures instead').click();
  await page.evaluate(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([Uint8Array.from(bytes)], 'image.png', { type: 'image/png' }));
      data.items.add(new File(['words'], 'words.txt', { type: 'text/plain' }));
      document.body.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [...(drawn.cat[0] ?? [])],
  );
  await page.getByRole('img', { name: 'class 2: image.png' }).waitFor();
  expect(await pictures('class 1').count()).toBe(0);
}, 60_000);

test('hundreds of pictures at once: how far it is is told, a cancel loses nothing, and memory does not grow from one training to the next', async () => {
  const root = join(folder, 'many');
  for (const name of ['cat', 'dog'] as const) {
    mkdirSync(join(root, name), { recursive: true });
    for (let i = 0; i < 150; i++)
      writeFileSync(join(root, name, `${name}${i}.png`), drawn[name][i % 6] ?? '');
  }
  await drop([join(root, 'cat'), join(root, 'dog')]);
  const start = button(/^Train on 300 pictures here/);
  await start.click();
  await page
    .getByText(/^\d+ of 300$/)
    .first()
    .waitFor({ timeout: 60_000 });
  await button('Cancel').click();
  await start.waitFor();
  expect(await page.getByText('and 143 more').count()).toBe(2);
  await trained();
  // Of each picture there are twenty-five: nearly the whole test was learnt from.
  await page
    .getByText(/pairs of pictures are nearly the same .* 60 pictures of the test among them/)
    .waitFor();
  await page.getByText('and 143 more').first().waitFor();

  const session = await context.newCDPSession(page);
  await session.send('HeapProfiler.enable');
  const heap = async () => {
    await session.send('HeapProfiler.collectGarbage');
    return ((await session.send('Runtime.getHeapUsage')) as { usedSize: number }).usedSize;
  };
  const again = async () => {
    await start.click();
    await start.waitFor({ timeout: 60_000 });
  };
  await again();
  const before = await heap();
  for (let i = 0; i < 5; i++) await again();
  expect((await heap()) - before).toBeLessThan(3_000_000);
}, 240_000);
