import type { Page } from 'playwright-core';
import { afterEach, expect, test } from 'vitest';
import { detectionLesson } from '../../models/exercises/detection.ts';
import { honestyLesson } from '../../models/exercises/honesty.ts';
import { necksLesson } from '../../models/exercises/necks.ts';
import { openedSite } from './opened-site.ts';

// The lessons on necks, on AP and on benchmarks: their figures are set by the controls of the page, and what they show is marked.
const opened = openedSite();
let page: Page;
const complaints: string[] = [];

afterEach(async () => {
  await page.close();
  expect(complaints).toEqual([]);
});

async function open(lesson: string): Promise<void> {
  complaints.length = 0;
  page = await opened.browser.newPage({ viewport: { width: 1200, height: 900 } });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${opened.site.url}lessons/${lesson}/`);
  await page.keyboard.press('Shift');
}
const exercise = (name: string) => page.getByRole('region', { name, exact: true });
async function reach(name: string): Promise<void> {
  await exercise(name).scrollIntoViewIfNeeded();
  await page
    .locator('astro-island:not([ssr])')
    .filter({ has: exercise(name) })
    .waitFor({ state: 'attached' });
}
/** What is said once an exercise was checked. */
async function checked(name: string): Promise<string> {
  await reach(name);
  await exercise(name).getByRole('button', { name: 'Check', exact: true }).click();
  return exercise(name).getByRole('status').innerText();
}
const slide = (label: string, value: number, figure = /./) =>
  page
    .getByRole('figure', { name: figure })
    .getByRole('slider', { name: label, exact: true })
    .fill(String(value));
async function type(name: string, text: string): Promise<void> {
  await reach(name);
  await exercise(name).getByRole('textbox').fill(text);
}

test('pyramids: the first node that has heard both ends, shares of three to one, and a count with its mistake', async () => {
  await open(necksLesson.id);
  const ends = 'The first to hear both ends';
  expect(await checked(ends)).toMatch(/^Not yet\./);
  await page.getByRole('radio', { name: /^PANet/ }).check({ force: true });
  await slide('Nodes computed', 3);
  expect(await checked(ends)).toMatch(/^Not yet\. Too early\./);
  await slide('Nodes computed', 5);
  expect(await checked(ends)).toMatch(/^Right\./);
  const sums = 'Shares and a sum';
  await slide('w₁, of P3’s own input', 3);
  await slide('w₂, of what comes from P4', 1);
  expect(await checked(sums)).toMatch(/^Not yet\. The shares are right\./);
  await slide('w₁, of P3’s own input', 0.3);
  await slide('w₂, of what comes from P4', 0.1);
  expect(await checked(sums)).toMatch(/^Right\./);
  await type('Nodes', '10');
  expect(await checked('Nodes')).toMatch(/^Not yet\. That is PANet’s count\./);
  await type('Nodes', '8');
  expect(await checked('Nodes')).toMatch(/^Right\./);
});

test('AP: the cut that keeps the one right box; a third may be written as a fraction', async () => {
  await open(detectionLesson.id);
  await type('Two squares', '1/2');
  expect(await checked('Two squares')).toMatch(/^Not yet\. That divides by one of the two\./);
  await type('Two squares', '⅓');
  expect(await checked('Two squares')).toMatch(/^Right\./);
  const cut = 'Where to cut';
  await reach(cut);
  await slide('Least score', 0.9, /^Photographs/);
  expect(await checked(cut)).toMatch(/^Not yet\. Now the right box is gone/);
  await slide('Least score', 0.4, /^Photographs/);
  expect(await checked(cut)).toMatch(/^Right\. A wrong box is surer of itself/);
});

test('benchmarks: nothing is held against a device that measured nothing', async () => {
  await open(honestyLesson.id);
  await type('A ratio of work', '5.65');
  expect(await checked('A ratio of work')).toMatch(/^Not yet\. That is too small/);
  await type('Your own ratio', '1.78');
  expect(await checked('Your own ratio')).toMatch(/run the figure first/);
});
