import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { unreadableTags } from './box-tags.ts';
import { launchBrowser } from './launch.ts';
import { type Site, serveSite } from './site.ts';

// The figure for real: a trained detector on WebAssembly, from the built site, and a camera that shows a test picture.
let site: Site;
let browser: Browser;
let page: Page;
const complaints: string[] = [];
const requests: string[] = [];

beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser({ camera: true });
  page = await browser.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !/status of 404/.test(message.text())) complaints.push(message.text());
  });
  page.on('request', (request) => {
    // The browser asks for the site's icon again where the address changes.
    if (!request.url().endsWith('/icon.svg')) requests.push(request.url());
  });
  // The published hosts refuse here; checkpoint-downloads.test.ts plays hosts that send.
  await page.route(/^https:/, (route) =>
    route.fulfill({ status: 404, headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
  await page.goto(`${site.url}embed/live-detector/?backend=wasm#live-detector=1;net:phi-3`);
  await page.mouse.move(300, 300, { steps: 2 });
});

afterAll(async () => {
  await browser?.close();
  await site?.close();
});

const rows = () => page.locator('ol button');
const least = () => page.getByRole('slider', { name: 'Least score' });
const ran = () => page.getByText(/a second, on WebAssembly/).waitFor();

test('a reader runs a detector; thresholds then act without another run', async () => {
  expect(requests.filter((url) => url.endsWith('.safetensors'))).toEqual([]);
  await page.getByRole('button', { name: /Run it here: download/ }).click();
  await ran();
  const weights = requests.filter((url) => url.endsWith('.safetensors'));
  expect(weights).toHaveLength(2);
  const before = await rows().count();
  const asked = requests.length;
  await least().fill('0.05');
  await page.getByText(/Thresholds act on the \d+ candidates/).waitFor();
  await expect.poll(() => rows().count()).toBeGreaterThan(before);
  const few = await page.getByText(/boxes with a score of\s+0.05/).innerText();
  await page.getByRole('slider', { name: 'from an IoU of' }).fill('0.95');
  await expect.poll(() => page.getByText(/boxes with a score of\s+0.05/).innerText()).not.toBe(few);
  expect(requests.slice(asked)).toEqual([]);
});

test('another size of pictures: no weights are fetched, and what was measured at the old size is not claimed', async () => {
  const size = page.getByRole('combobox', { name: 'Pictures of' });
  expect(await size.inputValue()).toBe('128');
  await page.getByText(/at 128 pixels: 0\.\d{3}/).waitFor();
  const asked = requests.length;
  await size.selectOption('256');
  await page.getByText(/At 256 pixels its average precision was not measured/).waitFor();
  await page.getByRole('button', { name: /^P3 32×32/ }).waitFor();
  await expect.poll(() => page.url()).toMatch(/net:phi-3,size:256/);
  expect(requests.slice(asked).filter((url) => !url.endsWith('.jpg'))).toEqual([]);
  await size.selectOption('128');
  await page.getByText(/at 128 pixels: 0\.\d{3}/).waitFor();
  await ran();
});

test('a box and its row light each other, and a class can be looked at alone', async () => {
  // The pointer lights what it rests on, also where the page scrolls under it.
  await page.mouse.move(0, 0);
  await rows().first().focus();
  await expect.poll(() => page.locator('.frame .box.lit').count()).toBe(1);
  const name = await rows().first().locator('.name').innerText();
  await page.locator('.frame .box').last().focus();
  await expect.poll(() => page.locator('ol .lit').count()).toBe(1);
  await page.getByRole('combobox', { name: 'Classes' }).selectOption(name);
  const names = await rows().locator('.name').allInnerTexts();
  expect(new Set(names)).toEqual(new Set([name]));
  await page.getByRole('combobox', { name: 'Classes' }).selectOption('all');
});

test('on a photograph with many boxes each name that is drawn can be read, and the lit box has its name', async () => {
  await page.getByRole('radio', { name: /^Photograph: .*bicycle/i }).check();
  await ran();
  await expect.poll(() => rows().count()).toBeGreaterThan(5);
  const tags = page.locator('.frame .tag').filter({ visible: true });
  await expect.poll(() => tags.count()).toBeGreaterThan(1);
  for (const width of [1280, 500, 320]) {
    await page.setViewportSize({ width, height: 800 });
    expect(await page.evaluate(unreadableTags), `${width} px wide`).toEqual([]);
  }
  await page.setViewportSize({ width: 1280, height: 720 });
  for (const box of await page.locator('.frame .box').all()) {
    await box.focus();
    await expect.poll(() => tags.and(page.locator('.lit')).count()).toBe(1);
  }
  await page.getByRole('radio', { name: /^Painted scene: .*five stickers/i }).check();
  await ran();
});

test('a level lies over the picture; arrow keys go from cell to cell, nine anchors each', async () => {
  await page.getByRole('button', { name: /^P4/ }).click();
  const grid = page.getByRole('application');
  expect(await page.locator('.anchor').count()).toBe(9);
  const place = () => grid.getAttribute('aria-label');
  const before = await place();
  await grid.press('ArrowRight');
  await expect.poll(place).not.toBe(before);
  expect(await page.getByText(/Largest score here: 0\.\d\d/).count()).toBe(1);
  await page.getByRole('button', { name: /^P4/ }).click();
  await expect.poll(() => page.locator('.anchor').count()).toBe(0);
});

test('a refused download keeps the detector and its boxes; a reader’s own file takes their place', async () => {
  const before = await rows().allInnerTexts();
  await page.getByRole('button', { name: 'Choose another…' }).click();
  await page.getByRole('radio', { name: 'D1', exact: true }).check();
  await page.getByRole('button', { name: /^Download 53\.7.MB$/ }).click();
  await page.getByText(/raw\.githubusercontent\.com answered 404 for EfficientDet-D1/).waitFor();
  expect(await rows().allInnerTexts()).toEqual(before);
  await page
    .getByLabel('Files of your own checkpoint')
    .setInputFiles(new URL('../fixtures/checkpoints/effdet-tiny.safetensors', import.meta.url).pathname);
  await page
    .getByText(/your own file: an EfficientDet of a size that was never released for 5 classes/)
    .waitFor();
  await expect.poll(() => rows().first().innerText()).toMatch(/^class \d/);
  const classes = page.getByRole('combobox', { name: 'Classes' }).locator('option');
  expect(await classes.allInnerTexts()).toEqual(['all', ...[0, 1, 2, 3, 4].map((index) => `class ${index}`)]);
  expect(await page.getByRole('button', { name: /^P3 64×64/ }).count()).toBe(1);
  await page.getByRole('radio', { name: 'trained here' }).check();
  const ours = page.getByRole('listitem').filter({ hasText: 'EfficientDet of φ = −3' });
  await ours.getByRole('button', { name: 'Run it' }).click();
  await page.getByText(/It knows 12 kinds/).waitFor();
  await page.getByRole('button', { name: 'Close' }).click();
});

test('a picture of 12 megapixels and what is found in it come on screen together', async () => {
  const frames = await page.evaluate(async () => {
    const canvas = new OffscreenCanvas(4000, 3000);
    const context = canvas.getContext('2d');
    const gradient = context?.createLinearGradient(0, 0, 4000, 3000);
    gradient?.addColorStop(0, '#e33');
    gradient?.addColorStop(1, '#3be');
    if (context && gradient) context.fillStyle = gradient;
    context?.fillRect(0, 0, 4000, 3000);
    for (let i = 0; i < 4000; i++) context?.fillRect((i * 733) % 4000, (i * 397) % 3000, 9, 9);
    const file = new File([await canvas.convertToBlob({ type: 'image/jpeg' })], 'a.jpg', {
      type: 'image/jpeg',
    });
    const figure = document.querySelector('figure');
    const picture = () => figure?.querySelector<HTMLImageElement>('.frame img.picture');
    // How the answer is drawn tells which picture it is about: the input's shape fits the picture's.
    const state = () => {
      const boxes = [...(figure?.querySelectorAll<HTMLElement>('.frame .box') ?? [])];
      const status = figure?.querySelector('[role=status]')?.textContent ?? '';
      return {
        source: picture()?.currentSrc ?? '',
        loaded: picture()?.complete === true && (picture()?.naturalWidth ?? 0) === 4000,
        answer: `${status} ${boxes.map(({ style }) => style.cssText).join(' ')}`,
      };
    };
    const before = state();
    const seen = [before];
    let over = false;
    const watch = () => {
      seen.push(state());
      if (!over) requestAnimationFrame(watch);
    };
    requestAnimationFrame(watch);
    // Every change of the page, between frames too.
    const observer = new MutationObserver(() => seen.push(state()));
    observer.observe(document.body, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    const transfer = new DataTransfer();
    transfer.items.add(file);
    figure?.dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, bubbles: true, cancelable: true }));
    const ends = performance.now() + 60_000;
    while (performance.now() < ends && !(state().loaded && state().answer !== before.answer))
      await new Promise((resolve) => setTimeout(resolve, 20));
    await new Promise((resolve) => setTimeout(resolve, 500));
    over = true;
    observer.disconnect();
    return { before, seen, last: state() };
  });
  const { before, seen, last } = frames;
  expect(last.source).toMatch(/^blob:/);
  expect(last.answer).not.toBe(before.answer);
  const torn = seen.filter(
    ({ source, answer, loaded }) =>
      (answer !== before.answer && source === before.source) || (source !== before.source && !loaded),
  );
  expect(seen.length).toBeGreaterThan(5);
  expect(torn).toEqual([]);
  await page.getByRole('radio', { name: /^Painted scene: .*five stickers/i }).check();
  await ran();
});

test('the camera: frame after frame, nothing is sent, and the picture comes back afterwards', async () => {
  const asked = requests.length;
  await page.getByRole('button', { name: 'Camera' }).click();
  await page.getByText(/the median of the last ([4-9]|1\d)/).waitFor({ timeout: 60_000 });
  expect(await page.getByRole('img', { name: /five stickers/ }).count()).toBe(1);
  await page.getByRole('button', { name: 'Stop the camera' }).click();
  await ran();
  expect(
    requests.slice(asked).filter((url) => !/\.(js|jpg|svg)$/.test(url) && !url.startsWith('blob:')),
  ).toEqual([]);
  expect(complaints).toEqual([]);
});
