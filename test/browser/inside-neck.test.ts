import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openedSite } from './opened-site.ts';

// The neck of a detector that the reader brought. What the published hosts would send cannot be had here, so they refuse.
const opened = openedSite();
let page: Page;

beforeAll(async () => {
  const refused = { status: 404, headers: { 'Access-Control-Allow-Origin': '*' } };
  page = await opened.open('embed/inside-neck/?backend=wasm#inside-neck=1;net:automl_efficientdet_d1', {
    prepare: async (fresh) => void (await fresh.route(/^https:/, (route) => route.fulfill(refused))),
  });
  await page.mouse.move(300, 300, { steps: 2 });
});

const neck = () =>
  page.getByRole('slider', { name: 'Node of the feature network' }).filter({ visible: true });
const own = new URL('../fixtures/checkpoints/effdet-tiny.safetensors', import.meta.url).pathname;

test('a published detector that cannot be had leaves the neck that is drawn', async () => {
  await page.getByRole('button', { name: /^Run D1 here: download 53\.7.MB$/ }).click();
  await page.getByText(/raw\.githubusercontent\.com answered 404 for EfficientDet-D1/).waitFor();
  // Three cells of eight nodes, and the boxes of the page's own run.
  expect(await neck().getAttribute('aria-valuemax')).toBe('24');
  await page.getByText(/boxes with the learned weights/).waitFor();
});

test('the neck of a reader’s own file is drawn from its graph; cutting an edge runs it again', async () => {
  await page.getByRole('button', { name: 'Choose another…' }).click();
  await page.getByLabel('Files of your own checkpoint').setInputFiles(own);
  await page.getByText(/effdet-tiny\.safetensors at 512 pixels: 2 cells.*This run took/s).waitFor();
  expect(await neck().getAttribute('aria-valuemax')).toBe('16');
  await page.getByRole('combobox', { name: 'channel' }).waitFor();
  await page.getByRole('switch', { name: 'cut this edge' }).first().check();
  await page
    .getByText(/With the learned weights \d+ boxes.*with these/)
    .first()
    .waitFor();
  expect(opened.complaints(page)).toEqual([]);
});
