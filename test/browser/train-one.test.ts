import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { awake, blockOf } from './figure-page.ts';
import { openedSite } from './opened-site.ts';

// The smallest network at the shortest length: painted, trained, paused, cancelled and measured by the page's two workers.
const opened = openedSite();
const smallest = '#train-one=1;d:0.5,w:0.175,px:24,see:9600';
const requests: string[] = [];

const open = async (): Promise<Page> => {
  const page = await opened.open(`embed/train-one/${smallest}`, {
    prepare: async (made) => {
      made.on('request', (request) => requests.push(request.url()));
    },
  });
  await awake(page, 'train-one');
  return page;
};
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const detail = (page: Page) => blockOf(page, 'train-one').locator('.progress .detail').textContent();

test('nothing of trainer, painter and drawings is fetched before the reader asks', async () => {
  const page = await open();
  await button(page, /^Train it \([\d.]+\sMB of drawings\)$/).waitFor();
  expect(requests.filter((url) => /paint-worker|\/worker-|noto|photographs/.test(url))).toEqual([]);
  expect(await page.getByText(/None of them|none of them trained yet/).count()).toBe(1);
  await opened.giveBack(page);
});

test('φ has all three knobs until one of them is turned by hand; both are a gesture that is undone', async () => {
  const page = await open();
  const block = blockOf(page, 'train-one');
  const asked = (knobs: RegExp) => block.getByText(knobs).waitFor();
  const group = (name: RegExp) => block.getByRole('group', { name });
  await asked(/^This network: d\s0\.5, w\s0\.175, 24\spx;/);
  await group(/scaled by φ/)
    .getByRole('radio', { name: '−1' })
    .check();
  await asked(/^This network: d\s0\.833, w\s0\.227, 42\spx;/);
  expect(
    await group(/^depth/)
      .getByRole('radio', { checked: true })
      .count(),
  ).toBe(0);
  await group(/^depth/)
    .getByRole('radio', { name: '2', exact: true })
    .check();
  await asked(/^This network: d\s2, w\s0\.175, 24\spx;/);
  expect(
    await group(/scaled by φ/)
      .getByRole('radio', { name: 'by hand' })
      .isChecked(),
  ).toBe(true);
  await button(page, 'Undo').click();
  await asked(/^This network: d\s0\.833,/);
  expect(opened.complaints(page)).toEqual([]);
  await opened.giveBack(page);
});

test('a training is paused, goes on, and is cancelled at once', async () => {
  const page = await open();
  await button(page, /^Train it/).click();
  await button(page, 'Pause').click();
  await button(page, 'Go on').waitFor();
  await page.getByText('Paused').waitFor();
  const before = await detail(page);
  await page.waitForTimeout(300);
  expect(await detail(page)).toBe(before);
  await button(page, 'Go on').click();
  await expect.poll(() => detail(page)).not.toBe(before);
  // Pictures of the last step stand there, and the curves.
  expect(await page.getByRole('img', { name: /^A picture of this step: [a-z]+$/ }).count()).toBe(8);
  const milliseconds = await page.evaluate(async () => {
    const cancel = [...document.querySelectorAll('button')].find(
      ({ textContent }) => textContent?.trim() === 'Cancel',
    );
    const begun = performance.now();
    cancel?.click();
    while (document.querySelector('.progress') !== null)
      await new Promise((resolve) => requestAnimationFrame(resolve));
    return performance.now() - begun;
  });
  expect(milliseconds).toBeLessThan(100);
  await button(page, /^Train it$/).waitFor();
  // The browser tells of their end a little later.
  await expect.poll(() => page.workers()).toEqual([]);
  expect(opened.complaints(page)).toEqual([]);
  await opened.giveBack(page);
});

test('a run that came to its end joins the chart, is kept, saved and forgotten', async () => {
  const page = await open();
  await button(page, /^Train it/).click();
  await page
    .getByText(/^It names \d+\.\d\s?% of 2,048 validation pictures right/)
    .waitFor({ timeout: 60_000 });
  expect(await page.getByText(/^[a-z]+, named [a-z]+$/).count()).toBe(12);
  await page.locator('[data-point="yours-0"]').waitFor({ state: 'attached' });
  const download = page.waitForEvent('download');
  await button(page, 'Save the weights (safetensors)').click();
  expect((await download).suggestedFilename()).toMatch(/\.safetensors$/);
  await page.reload();
  await awake(page, 'train-one');
  await page
    .getByText('One run of yours is kept in this browser with its weights, and nowhere else.')
    .waitFor();
  // It is opened in another figure, on another page, with the hash that it has here.
  const run = page.getByRole('listitem').filter({ hasText: 'the SHA-256 of its weights begins with' });
  const hash = /begins with ([0-9a-f]{12})/.exec(await run.innerText())?.[1] ?? '';
  expect(await run.getByRole('link').innerText()).toMatch(
    /^d\s0\.5, w\s0\.175, 24\spx, trained on 9,600 pictures of 16 kinds, seed 1: \d+\.\d\s?%$/,
  );
  await run.getByRole('link').click();
  await awake(page, 'live-classifier');
  const classifier = blockOf(page, 'live-classifier');
  await classifier
    .getByRole('button', { name: 'Run your network here: it is stored in this browser' })
    .click();
  await classifier.getByRole('button', { name: 'Run again' }).waitFor();
  await classifier.getByText('The most probable of 16 classes').waitFor();
  await classifier
    .getByText(
      `Weights: your own training, EfficientNet of depth 0.5, width 0.175 and 24 pixels: trained on 9,600`,
    )
    .waitFor();
  expect(await classifier.innerText()).toContain(`the SHA-256 of its weights begins with ${hash}.`);
  await page.goBack();
  await awake(page, 'train-one');
  await button(page, 'Forget my runs').click();
  await page.getByText('Your runs are kept in this browser, and nowhere else.').waitFor();
  expect(await page.locator('[data-point="yours-0"]').count()).toBe(0);
  expect(await page.evaluate(() => localStorage.getItem('phiscope/study-runs'))).toBeNull();
  expect(await page.getByRole('link', { name: /^d 0\.5, w 0\.175, 24 px/ }).count()).toBe(0);
  expect(opened.complaints(page)).toEqual([]);
  await opened.giveBack(page);
});
