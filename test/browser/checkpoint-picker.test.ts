import type { BrowserContext, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { catalogueHosts } from '../../models/checkpoints/catalogue.ts';
import { openedSite } from './opened-site.ts';

// The picker and the ladder on the built pages. What the published hosts would send cannot be had in a test, so here they refuse;
// checkpoint-downloads.test.ts plays hosts that send.
const opened = openedSite();

const fixture = (name: string) => new URL(`../fixtures/checkpoints/${name}`, import.meta.url).pathname;

interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to other hosts. */
  readonly foreign: string[];
  readonly complaints: string[];
}

async function withPage(path: string, look: (opened: Opened) => Promise<void>): Promise<void> {
  const context = await opened.browser.newContext();
  const foreign: string[] = [];
  const complaints: string[] = [];
  context.on('request', (request) => {
    if (/^https?:/.test(request.url()) && !request.url().startsWith(opened.site.url))
      foreign.push(request.url());
  });
  await context.route(/^https:/, (route) =>
    route.fulfill({ status: 404, headers: { 'Access-Control-Allow-Origin': '*' } }),
  );
  const page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('console', (message) => {
    // A refused download is the point of some of these tests.
    if (message.type() === 'error' && !/status of 404/.test(message.text())) complaints.push(message.text());
  });
  try {
    await page.goto(opened.site.url + path, { waitUntil: 'networkidle' });
    await page.mouse.move(200, 300, { steps: 2 });
    await page.locator('astro-island[ssr]').first().waitFor({ state: 'detached' });
    await look({ page, context, foreign, complaints });
    expect(complaints).toEqual([]);
  } finally {
    await context.close();
  }
}

const classifier = 'embed/live-classifier/?backend=wasm';
const figure = (page: Page) => page.locator('figure').first();
const openPicker = (page: Page) => page.getByRole('button', { name: 'Choose another…' }).click();

test('a link that names a checkpoint which is not here fetches nothing, and says what it would take', async () => {
  await withPage(`${classifier}#live-classifier=1;net:candle_efficientnet_b3`, async ({ page, foreign }) => {
    await page.getByRole('button', { name: /^Run B3 here: download 49\.3.MB$/ }).waitFor();
    await expect.poll(() => figure(page).innerText()).toMatch(/B3 has not seen this picture yet/);
    expect(foreign).toEqual([]);
  });
});

test('a link to a checkpoint that there is not says so', async () => {
  await withPage(`${classifier}#live-classifier=1;net:efficientnet-b99`, async ({ page, foreign }) => {
    await page.getByText('The link names a checkpoint that the catalogue does not have').waitFor();
    await page.getByRole('button', { name: /^Run B0 here/ }).waitFor();
    expect(foreign).toEqual([]);
  });
});

test('a refused download is a sentence beside the list, and asked of the catalogue’s host alone', async () => {
  await withPage(classifier, async ({ page, foreign }) => {
    await openPicker(page);
    await page.getByRole('radio', { name: 'B3', exact: true }).check();
    await expect
      .poll(() => figure(page).innerText())
      .toMatch(/Accuracy as published 82\.008.%.*Licence not stated/s);
    expect(foreign).toEqual([]);
    await page.getByRole('button', { name: /^Download 49\.3.MB$/ }).click();
    await page.getByText(/huggingface\.co answered 404 for EfficientNet-B3/).waitFor();
    expect(new Set(foreign.map((url) => new URL(url).host))).toEqual(new Set(['huggingface.co']));
    // What was on screen is still there.
    await expect.poll(() => figure(page).innerText()).toMatch(/espresso/);
  });
});

test('a reader’s own file runs everything; a file of another network is refused and changes nothing', async () => {
  await withPage(classifier, async ({ page, foreign }) => {
    await openPicker(page);
    const input = page.getByLabel('Files of your own checkpoint');
    await input.setInputFiles(fixture('timm-efficientnet-w025-d03.safetensors'));
    await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
    const text = await figure(page).innerText();
    expect(text).toMatch(/The most probable of 10 classes/);
    expect(text).toMatch(/is exactly its logit/);
    expect(text).toMatch(/EfficientNet of a size that was never released/);
    await page
      .getByText('Channel 0', { exact: false })
      .or(page.getByText(/Channel \d+\. Point/))
      .first()
      .waitFor();
    await input.setInputFiles(fixture('timm-mixnet-names.safetensors'));
    await page.getByText(/The file holds a MixNet, its tensors named as in timm/).waitFor();
    await expect.poll(() => figure(page).innerText()).toMatch(/The most probable of 10 classes/);
    await input.setInputFiles(fixture('effdet-tiny.safetensors'));
    await page.getByText(/holds a detector, which finds boxes/).waitFor();
    await expect.poll(() => figure(page).innerText()).toMatch(/The most probable of 10 classes/);
    expect(foreign).toEqual([]);
  });
});

test('the rule of a reader’s own file is said, with what of it is a guess, and another one can be chosen', async () => {
  await withPage(classifier, async ({ page, foreign }) => {
    await openPicker(page);
    const input = page.getByLabel('Files of your own checkpoint');
    await input.setInputFiles(fixture('timm-own-efficientnet-w010-d03.safetensors'));
    const card = page.getByRole('group', { name: 'How your file is run' });
    await card.waitFor({ timeout: 60_000 });
    await expect
      .poll(() => card.innerText())
      .toMatch(
        /^timm-own-efficientnet-w010-d03\.safetensors is taken for an EfficientNet of a size that was never released for 6 classes, its tensors named as in timm\./,
      );
    await expect.poll(() => card.innerText()).toMatch(/A guess\. timm gives.*A guess\. A file of weights/s);
    const symmetric = card.getByRole('radio', { name: 'symmetric' });
    expect(await symmetric.isChecked()).toBe(true);
    const logit = () =>
      figure(page)
        .getByText(/is exactly its logit/)
        .innerText();
    // Its card stands before its first run has ended.
    await figure(page)
      .getByText(/speaks for class \d/)
      .waitFor();
    const before = await logit();
    await card.getByRole('radio', { name: 'TensorFlow’s' }).check();
    await card.getByText('As you chose, in place of: symmetric padding, ε 0.00001.').waitFor();
    await card.getByRole('radio', { name: 'Lite: (v − 127) / 128' }).check();
    await card.getByText(/As you chose, in place of: cropped to the middle/).waitFor();
    await page.getByRole('button', { name: 'Run again' }).waitFor();
    // The run with the new rule begins when it is chosen, and ends later.
    await expect.poll(logit).not.toBe(before);
    await expect
      .poll(() => figure(page).innerText())
      .toMatch(
        /TensorFlow’s padding, ε 0\.00001\. Pictures are cropped to the middle 87\.5.%, as the Lite networks’ are/,
      );
    await symmetric.check();
    await card.getByRole('radio', { name: 'ImageNet’s mean and deviation' }).check();
    await card.getByText(/A guess\. timm gives/).waitFor();
    await expect.poll(logit).toBe(before);
    expect(foreign).toEqual([]);
  });
});

test('a training of PyTorch is opened with its average, and the other copy of its weights can be chosen', async () => {
  await withPage(classifier, async ({ page, foreign }) => {
    await openPicker(page);
    await page
      .getByLabel('Files of your own checkpoint')
      .setInputFiles(fixture('torch/timm-training-with-ema.ckpt'));
    const card = page.getByRole('group', { name: 'How your file is run' });
    await card.waitFor({ timeout: 60_000 });
    await expect
      .poll(() => card.innerText())
      .toMatch(
        /begin with “state_dict_ema\.”, which is taken off\. Read is “state_dict_ema”, an average .* also has “state_dict”\. 2 other tensors/,
      );
    const logit = () =>
      figure(page)
        .getByText(/is exactly its logit/)
        .innerText();
    const before = await logit();
    await card.getByRole('radio', { name: 'state_dict', exact: true }).check();
    await card.getByText(/Read is “state_dict”; the file also has “state_dict_ema”/).waitFor();
    await expect.poll(logit).not.toBe(before);
    expect(foreign).toEqual([]);
  });
});

test('what is stored is listed with its size, continued, and deleted', async () => {
  await withPage(classifier, async ({ page, foreign }) => {
    await page.evaluate(async () => {
      const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('checkpoints', {
        create: true,
      });
      const folder = await root.getDirectoryHandle('candle_efficientnet_b3', { create: true });
      const writer = await (await folder.getFileHandle('0.bin', { create: true })).createWritable();
      await writer.write(new Uint8Array(10_000_000));
      await writer.close();
    });
    await openPicker(page);
    await page.getByText(/One checkpoint is stored in this browser, 10\.0.MB/).waitFor();
    await page.getByText(/10\.0.MB, unfinished/).waitFor();
    await page.getByRole('radio', { name: 'B3', exact: true }).check();
    await page.getByRole('button', { name: /^Continue: 39\.3.MB to go$/ }).waitFor();
    await page.getByRole('button', { name: /^Delete EfficientNet-B3/ }).click();
    await page.getByText('Nothing is stored in this browser yet.').waitFor();
    await page.getByRole('button', { name: /^Download 49\.3.MB$/ }).waitFor();
    expect(foreign).toEqual([]);
  });
});

test('what comes with the site is listed there too, in a line of its own, and deleted', async () => {
  await withPage(classifier, async ({ page, foreign }) => {
    await page.getByRole('button', { name: /^Run B0 here/ }).click();
    await page.getByRole('button', { name: 'Run again' }).waitFor({ timeout: 60_000 });
    await openPicker(page);
    await page.getByText(/One checkpoint is stored in this browser, 10\.6.MB/).waitFor();
    await page.getByText('1 network of this site', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Delete 1 network of this site from this browser' }).click();
    await page.getByText('Nothing is stored in this browser yet.').waitFor();
    expect(foreign).toEqual([]);
  });
});

test('the ladder: B0 answers, a rung that cannot be had is a sentence, and what was said stays', async () => {
  await withPage('embed/scaling-ladder/?backend=wasm', async ({ page, foreign }) => {
    await page.getByRole('button', { name: /^Run B0: download 10\.6.MB$/ }).click();
    await page.getByText(/ms on WebAssembly|s on WebAssembly/).waitFor({ timeout: 60_000 });
    expect(foreign).toEqual([]);
    await page.getByRole('button', { name: /^Run B1: download about 31\.5.MB$/ }).click();
    await page.getByText(/huggingface\.co answered 404 for EfficientNet-B1/).waitFor();
    await expect.poll(() => figure(page).innerText()).toMatch(/espresso[\s\S]*on WebAssembly/);
  });
});

test('the policy of every page and worker lists exactly the catalogue’s hosts', async () => {
  const page = await (await fetch(`${opened.site.url}embed/live-classifier/`)).text();
  const allowed = /connect-src 'self' ([^;"]*)/.exec(page)?.[1]?.split(' ');
  const expected = catalogueHosts().map((host) => `https://${host}`);
  expect(allowed).toEqual(expected);
  const headers = await (await fetch(`${opened.site.url}embed/live-classifier/`)).headers.get(
    'content-security-policy',
  );
  expect(/connect-src 'self' ([^;]*)/.exec(headers ?? '')?.[1]?.split(' ')).toEqual(expected);
});
