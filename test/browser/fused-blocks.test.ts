import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { timedStages } from '../../src/figures/fused-blocks/logic.ts';
import { openedSite } from './opened-site.ts';
import { pressOnceSaid } from './press-once-said.ts';

// The smallest network on WebAssembly: the button times real blocks, a stop keeps what was timed.
const opened = openedSite();
let page: Page;

beforeAll(async () => {
  page = await opened.open('embed/fused-blocks/?backend=wasm#fused-blocks=1;net:b0');
});

const rows = () => page.locator('.times tbody tr');

test('exact ratios stand from the start, and nothing is said to be measured', async () => {
  await page.getByRole('button', { name: 'Time both blocks of every stage' }).waitFor();
  expect(await rows().count()).toBe(timedStages('B0', new Map()).length);
  expect(await page.getByText('not measured', { exact: true }).count()).toBe(await rows().count());
  expect(await page.getByText('Nothing has been measured here yet.').count()).toBe(1);
});

test('stages are timed one by one, and a stop keeps those that were', { timeout: 60_000 }, async () => {
  await page.getByRole('button', { name: 'Time both blocks of every stage' }).click();
  // Its progress is on screen while it runs.
  await pressOnceSaid(page.locator('main'), { said: /Stage 3 of 6, round/, button: 'Stop' });
  await page.getByRole('button', { name: 'Time both blocks of every stage' }).waitFor();
  const texts = await rows().allTextContents();
  for (const text of texts.slice(0, 2)) expect(text).toMatch(/\d\.\d\d \(\d+\.\d\d to \d+\.\d\d\)/);
  for (const text of texts.slice(3)) expect(text).toContain('not measured');
  const said = page.getByText(/^On this device .*Released fused were 1, 2, and 3\.$/);
  expect(await said.count()).toBe(1);
  expect(opened.complaints(page)).toEqual([]);
});
