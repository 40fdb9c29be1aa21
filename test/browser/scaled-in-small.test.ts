import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { awake } from './figure-page.ts';
import { openedSite } from './opened-site.ts';

// What was measured of our own small networks, read by keys and by pointer, where the figures show it.
const opened = openedSite();

const family = (page: Page) => page.locator('.measured');

/** Gives a page back that complained of nothing. */
async function done(page: Page): Promise<void> {
  expect(opened.complaints(page)).toEqual([]);
  await opened.giveBack(page);
}

test('a knob alone: arrow keys and the pointer read each network that was trained', async () => {
  const page = await opened.open('embed/break-the-rule/#break-the-rule=1;d:1.4,w:1.2,r:1.3');
  const readers = page.getByRole('group', { name: /^Measured networks/ });
  await readers.scrollIntoViewIfNeeded();
  // A pointer that has come before the figure is awake is not seen.
  await awake(page, 'break-the-rule');
  const reading = family(page).locator('.reading');
  await reading.getByText('Point at a mark to read it.').waitFor();
  await readers.locator('[data-point="base"]:visible').hover();
  await reading.getByText(/^the base: [\d.]+.% of test pictures, mean of \d seeds/).waitFor();
  await readers.focus();
  await page.keyboard.press('ArrowRight');
  await reading.getByText(/^depth [\d.]+: [\d.]+.% of test pictures/).waitFor();
  await family(page)
    .getByText(/^Your d, w and r on our base: [\d.]+ million multiply-adds, not trained\.$/)
    .waitFor();
  await done(page);
});

test('the reader’s factors are a trained network where ours was', async () => {
  const page = await opened.open('embed/break-the-rule/#break-the-rule=1;d:2,w:1,r:1');
  await family(page).scrollIntoViewIfNeeded();
  await family(page)
    .getByText(/^Your d, w and r on our base are a network that was trained\. depth 2: /)
    .waitFor();
  await done(page);
});

test('the grid: arrow keys read what a triple reached, and another step says how many lie on it', async () => {
  // Its name in the address wakes it.
  const page = await opened.open('embed/grid-search/#grid-search=1;tol:200');
  await awake(page, 'grid-search');
  await page.getByText(/^Coloured: (?:all|\d+ of) 15 triples/).waitFor();
  await page.getByRole('group', { name: /^Candidates/ }).focus();
  // Lines of the paper's and of the best are the last, so the last is read first backwards.
  await page.keyboard.press('ArrowLeft');
  await page
    .locator('.reading')
    .getByText(/trained from our small base: [\d.]+.% of test pictures/)
    .waitFor();
  await page.getByRole('radio', { name: '0.1', exact: true }).first().check();
  await page.getByText(/^Of the \d+ trained ones \d+ lies? on this grid\.$/).waitFor();
  await done(page);
});
