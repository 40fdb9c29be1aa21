import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { networkFile } from '../../src/figures/regions/shown.ts';
import { openedSite } from './opened-site.ts';

// The figure of the built site, and its network on WebAssembly: what it says here is what stands on the page as built.
const opened = openedSite();
let page: Page;
const requests: string[] = [];

beforeAll(async () => {
  page = await opened.open('embed/regions/?backend=wasm#regions=2', {
    prepare: async (fresh) => void fresh.on('request', (request) => requests.push(request.url())),
  });
  await page.getByRole('button', { name: 'Run the network here' }).and(page.locator(':enabled')).waitFor();
});

const block = () => page.locator('[data-view~="regions"]');
const region = () => block().getByRole('button', { name: /^region/ });
const taken = () => block().locator('.taken').textContent();

test('bins are stepped by keys, and nothing of the network is fetched before it is asked for', async () => {
  const chosen = () => block().locator('.tile[aria-pressed="true"]').getAttribute('aria-label');
  await block().locator('.tile[aria-pressed="true"]').focus();
  for (const key of ['ArrowRight', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await expect.poll(chosen).toContain('row 6, column 5: channel 39');
  expect(await page.evaluate(() => document.activeElement?.getAttribute('aria-label'))).toBe(await chosen());
  expect(requests.filter((url) => /safetensors|\.wasm|given/.test(url))).toEqual([]);
});

test('a region of the reader’s own is not told before the network is here', async () => {
  await region().focus();
  await page.keyboard.press('Shift+ArrowRight');
  await expect.poll(taken).toContain('run it here');
  expect(await block().locator('.taken tr').count()).toBe(0);
});

test('then the network says of its proposals what the page said, and answers for the reader’s own', {
  timeout: 120_000,
}, async () => {
  await block().getByRole('button', { name: 'Run the network here' }).click();
  await block()
    .getByText(/ms a picture/)
    .waitFor({ timeout: 60_000 });
  await expect.poll(() => block().locator('.taken tr').count(), { timeout: 20_000 }).toBe(3);
  expect(await taken()).toContain('A region of your own');
  const field = block().getByLabel('Proposal, the likeliest first, exact value');
  for (const at of [1, 3]) {
    await field.fill(`${at}`);
    await field.press('Enter');
    const [name, probability] = networkFile.proposals[at - 1]!.weighed[0]!;
    await expect.poll(taken).toContain(`This is proposal ${at} of ${networkFile.proposals.length}.`);
    const row = await block().locator('.taken tr').first().textContent();
    expect(row).toContain(name);
    expect(row).toContain(`${(100 * probability).toFixed(1)}`);
  }
  expect(opened.complaints(page)).toEqual([]);
});

test('the map that R-FCN’s channels should be votes, by nine bins', async () => {
  await block().getByRole('radio', { name: 'as R-FCN’s should be' }).check({ force: true });
  await expect.poll(() => block().locator('.tile').count()).toBe(9);
  expect(await taken()).toContain('All nine bins together say');
  expect(await block().getByRole('button', { name: 'Run the network here' }).count()).toBe(0);
});
