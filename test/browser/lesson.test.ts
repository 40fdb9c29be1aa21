import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { costsLesson } from '../../models/exercises/costs.ts';
import { isFault, readHandIn, type Work } from '../../models/exercises/hand-in.ts';
import { marked, tally } from '../../models/exercises/marking.ts';
import { exerciseRows } from '../../src/cli/exercises/rows.ts';
import { figureViews } from '../../src/figures/views.ts';
import { launchBrowser } from './launch.ts';
import { LessonPage } from './lesson-page.ts';
import { type Site, serveSite } from './site.ts';

// A lesson is taken by keyboard alone, from its first exercise to the file that is handed in; what was answered is there again.
const folder = mkdtempSync(join(tmpdir(), 'phiscope-lesson-'));
let site: Site;
let browser: Browser;
let context: BrowserContext;
let page: Page;
let lesson: LessonPage;
const complaints: string[] = [];
const carried: string[] = [];

beforeAll(async () => {
  site = await serveSite();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await site?.close();
  rmSync(folder, { recursive: true, force: true });
});
beforeEach(async () => {
  complaints.length = 0;
  carried.length = 0;
  context = await browser.newContext({ acceptDownloads: true, viewport: { width: 1200, height: 900 } });
  page = await context.newPage();
  lesson = new LessonPage(page);
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (request.method() !== 'GET' || request.postData() !== null) carried.push(request.url());
  });
  await open();
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
  expect(carried).toEqual([]);
});

const address = `lessons/${costsLesson.id}/`;
async function open(): Promise<void> {
  await page.goto(`${site.url}${address}`);
  await page.keyboard.press('Shift');
}
const exercise = (name: string) => lesson.exercise(name);
const said = (name: string) => lesson.said(name);
const reach = (name: string) => lesson.reach(name);
const type = (name: string, text: string) => lesson.type(name, text);
const press = (name: string, label: RegExp) => lesson.press(name, label);
async function saved(): Promise<Work> {
  await reach('Hand it in');
  const saving = page.waitForEvent('download');
  await exercise('Hand it in').getByRole('button', { name: 'Save my answers as a file' }).press('Enter');
  const download = await saving;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  const read = readHandIn(readFileSync(path, 'utf8'));
  if (isFault(read)) throw new Error(read.what);
  return read;
}

test('by keyboard alone, from the first guess to a saved file; a mistake is named; after a reload all is there again', async () => {
  await type('Guess first', '2');
  await page.keyboard.press('Enter');
  await expect.poll(() => said('Guess first').innerText()).toMatch(/You said 2\. It is 3\.99 times/);

  // A mistake is named, and the same exercise is then right however it is written.
  await type('The product', '21.7M');
  await press('The product', /^Check$/);
  await expect
    .poll(() => said('The product').innerText())
    .toMatch(/^Not yet\. That is twice as much: a multiplication and an addition/);
  await press('The product', /^Hint 1 of 3$/);
  await press('The product', /^Hint 2 of 3$/);
  await press('The product', /^Hint 3 of 3$/);
  // It is worked out for another layer.
  const worked = exercise('The product').getByText(/^The same, worked out for another case:/);
  expect(await worked.innerText()).not.toContain('10,838,016');
  await type('The product', '10 838 016');
  expect(await said('The product').innerText()).toBe('');
  await press('The product', /^Check$/);
  await expect.poll(() => said('The product').innerText()).toMatch(/^Right\. 112 × 112 cells × 3×3 window/);

  await type('Depthwise against full', '144');
  await press('Depthwise against full', /^Check$/);
  await expect.poll(() => said('Depthwise against full').innerText()).toMatch(/^Right\./);

  await lesson.tabTo('Two jobs', 'radio', /mixing channels/);
  await page.keyboard.press('Space');
  await press('Two jobs', /^Check$/);
  await expect.poll(() => said('Two jobs').innerText()).toMatch(/^Right\./);

  await press('Where the work is', /^Check$/);
  await expect
    .poll(() => said('Where the work is').innerText())
    .toMatch(/^Not yet\. Stage 1 has .* stand the wrong way round/);
  const [row] = exerciseRows(costsLesson, { word: '', name: '' }, 0).filter(({ id }) => id === 'stages');
  const right = row?.truth as readonly string[];
  for (const [place, stage] of right.entries())
    for (;;) {
      const rows = await exercise('Where the work is').locator('li > span').allInnerTexts();
      if (rows[place]?.endsWith(`Stage ${stage}`)) break;
      await exercise('Where the work is')
        .getByRole('button', { name: `Move Stage ${stage} up` })
        .focus();
      await page.keyboard.press('Enter');
    }
  await press('Where the work is', /^Check$/);
  await expect.poll(() => said('Where the work is').innerText()).toMatch(/^Right\./);

  // The figure is set by its own keys; what is asked of it is ticked as it is met.
  const most = exercise('Open the most');
  await reach('Open the most');
  await press('Open the most', /^Check$/);
  await expect
    .poll(() => said('Open the most').innerText())
    .toMatch(/^Not yet\. Asked is: the operator with/);
  const tab = page.locator('#network-diagram [data-level="stage"][aria-selected="true"]');
  await lesson.wake(tab);
  await tab.focus();
  for (const key of ['End', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  expect(await said('Open the most').innerText()).toBe('');
  for (let i = 0; i < 6 && (await most.getByText('(now: one with 1,281,000 weights)').count()) === 0; i++)
    await page.keyboard.press('ArrowRight');
  expect(await most.getByRole('listitem').allInnerTexts()).toEqual([
    expect.stringMatching(/^✓\s+the drawing shows B0 \(now: B0\)\s+met$/),
    expect.stringMatching(/^✓\s+the operator with the most weights of B0 is open .*\s+met$/),
  ]);
  await press('Open the most', /^Check$/);
  await expect
    .poll(() => said('Open the most').innerText())
    .toMatch(/^Right\. stage9\/dense has 24.?% of B0’s weights and does 0\.33.?% of its multiply-adds\.$/);

  // A part of the claim is marked by arrows, then the reason: one half alone asks for the other.
  await lesson.tabTo('Cheap or dear', 'radio', /^Most convolutions/);
  for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  const cheap = exercise('Cheap or dear').getByRole('radio', { name: /^1×1s are cheap/ });
  expect(await cheap.isChecked()).toBe(true);
  await press('Cheap or dear', /^Check$/);
  await expect.poll(() => said('Cheap or dear').innerText()).toMatch(/Now choose the reason\.$/);
  await lesson.tabTo('Cheap or dear', 'radio', /^One value of a 1×1/);
  for (const key of ['ArrowDown', 'ArrowDown']) await page.keyboard.press(key);
  await press('Cheap or dear', /^Check$/);
  await expect
    .poll(() => said('Cheap or dear').innerText())
    .toMatch(/^Not yet\. You marked the right place\. .* They are 32 against 17\./);
  await cheap.focus();
  await page.keyboard.press('ArrowUp');
  await press('Cheap or dear', /^Check$/);
  await expect
    .poll(() => said('Cheap or dear').innerText())
    .toMatch(/^Not yet\. What you marked holds\. .* 17 layers with a larger window .* 16 are\.$/);
  const [claim] = exerciseRows(costsLesson, { word: '', name: '' }, 0).filter(
    ({ id }) => id === 'ones-are-cheap',
  );
  for (const value of (claim?.truth ?? []) as readonly string[]) {
    await exercise('Cheap or dear').locator(`[value="${value}"]`).focus();
    await page.keyboard.press('Space');
  }
  await press('Cheap or dear', /^Check$/);
  await expect
    .poll(() => said('Cheap or dear').innerText())
    .toMatch(/^Right\. .*What each part would need to be true:.*do 12.?% of it, 1×1s 88.?%\.$/s);

  await type('Before you go', 'Maps are large at first, channels many at the end.');
  await press('Before you go', /^Compare$/);
  await expect.poll(() => exercise('Before you go').getByRole('checkbox').count()).toBe(3);

  const work = await saved();
  expect(work).toMatchObject({
    lesson: costsLesson.id,
    word: '',
    done: { 'layer-cost': { tries: 2, hints: 3 } },
  });
  expect(tally(marked(costsLesson, work, figureViews))).toEqual({ right: 6, markable: 6 });
  expect(await exercise('Hand it in').getByText('6 of 6 right so far, 8 of all answered.').count()).toBe(1);

  await open();
  await reach('The product');
  expect(await exercise('The product').getByRole('textbox').inputValue()).toBe('10 838 016');
  expect(await said('The product').innerText()).toMatch(/^Right\./);
  // The view that was checked is kept; the drawing begins anew, and is brought back to it by a link.
  await reach('Open the most');
  expect(await said('Open the most').innerText()).toMatch(/^Right\./);
  await lesson.tabTo('Open the most', 'link', /^Show the view that was checked$/);
  await page.keyboard.press('Enter');
  await page.getByRole('tabpanel', { name: 'stage9/dense' }).waitFor();
  await most.getByText('(now: one with 1,281,000 weights)').waitFor();
}, 120_000);

test('a class word gives another layer; what was right is not right there; all is forgotten at a press', async () => {
  await type('The product', '10,838,016');
  await press('The product', /^Check$/);
  await expect.poll(() => said('The product').innerText()).toMatch(/^Right/);
  await reach('Hand it in');
  await exercise('Hand it in').getByLabel('Class word').fill('heron');
  await exercise('Hand it in').getByLabel('Your name').fill('Ana');
  await page.keyboard.press('Tab');
  const rows = exerciseRows(costsLesson, { word: 'heron', name: 'Ana' }, 0);
  const layer = rows.find(({ id }) => id === 'layer-cost')?.variant as { name: string } | undefined;
  await reach('The product');
  await exercise('The product').getByText(`${layer?.name}:`).waitFor();
  expect(await said('The product').innerText()).toBe('');
  const work = await saved();
  expect(work).toMatchObject({ word: 'heron', name: 'Ana' });
  await exercise('Hand it in').getByRole('button', { name: 'Forget my answers' }).press('Enter');
  await reach('The product');
  expect(await exercise('The product').getByRole('textbox').inputValue()).toBe('');
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('phiscope/')).length),
  ).toBe(0);
}, 120_000);

test('a file of answers is opened again; one that is none is a sentence, and what is here stays', async () => {
  await type('The product', '5');
  await reach('Hand it in');
  const input = exercise('Hand it in').getByLabel('File of answers');
  await input.setInputFiles({ name: 'x.json', mimeType: 'application/json', buffer: Buffer.from('hello') });
  await page.getByText(/This file is no file of answers/).waitFor();
  expect(await exercise('The product').getByRole('textbox').inputValue()).toBe('5');
  const work: Work = {
    lesson: costsLesson.id,
    version: costsLesson.version,
    word: '',
    name: 'Ben',
    done: { 'layer-cost': { answer: '7', tries: 1, hints: 0 } },
  };
  const text = JSON.stringify({ format: 'phiscope-hand-in-1', ...work });
  await input.setInputFiles({ name: 'ben.json', mimeType: 'application/json', buffer: Buffer.from(text) });
  await page.getByText('The answers of Ben are here.').waitFor();
  expect(await exercise('The product').getByRole('textbox').inputValue()).toBe('7');
}, 60_000);

test('on a shared computer answers go with the tab', async () => {
  await reach('Hand it in');
  await exercise('Hand it in')
    .getByLabel(/This is a shared computer/)
    .check();
  await type('The product', '5');
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('phiscope/')).length),
  ).toBe(0);
  await open();
  await reach('The product');
  expect(await exercise('The product').getByRole('textbox').inputValue()).toBe('5');
  const other = await context.newPage();
  await other.goto(`${site.url}${address}`);
  await other.keyboard.press('Shift');
  const field = other.getByRole('region', { name: 'The product', exact: true });
  await field.scrollIntoViewIfNeeded();
  await other.locator('astro-island:not([ssr])').filter({ has: field }).waitFor({ state: 'attached' });
  expect(await field.getByRole('textbox').inputValue()).toBe('');
}, 60_000);

test('a class’s files are marked on the teacher’s page: who copied, what went wrong, what could not be read', async () => {
  await page.goto(`${site.url}teach/marks/`);
  await page.keyboard.press('Shift');
  const input = page.getByLabel('Files of answers');
  await page.locator('astro-island:not([ssr])').filter({ has: input }).waitFor({ state: 'attached' });
  const text = (name: string, answer: string) =>
    Buffer.from(
      JSON.stringify({
        format: 'phiscope-hand-in-1',
        lesson: costsLesson.id,
        version: costsLesson.version,
        word: '',
        name,
        done: {
          'layer-cost': { answer, tries: 1, hints: 0 },
          'where-it-lives': { answer: 'Cells first, channels last.', tries: 1, hints: 0 },
        },
      }),
    );
  const mimeType = 'application/json';
  await input.setInputFiles([
    { name: 'ana.json', mimeType, buffer: text('Ana', '10,838,016') },
    { name: 'ben.json', mimeType, buffer: text('Ben', '21.7M') },
    { name: 'cleo.json', mimeType, buffer: text('Cleo', '21.7M') },
    { name: 'cut.json', mimeType, buffer: Buffer.from('{') },
  ]);
  const table = page.getByRole('table', { name: /What was handed in/ });
  await table.waitFor();
  expect(await table.getByRole('rowheader').allInnerTexts()).toEqual([
    'Ana',
    expect.stringMatching(/^Ben\s+the same answers as in cleo\.json$/),
    expect.stringMatching(/^Cleo\s+the same answers as in ben\.json$/),
  ]);
  expect(await table.getByRole('row').nth(1).getByRole('cell').nth(2).innerText()).toBe('1 of 6');
  await page.getByText(/^2 of 3 The product: That is twice as much/).waitFor();
  await page.getByText(/cut\.json: This file is no file of answers/).waitFor();
  expect(await page.getByText('Cells first, channels last.').count()).toBe(3);
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as CSV' }).click();
  const csv = join(folder, 'marks.csv');
  await (await saving).saveAs(csv);
  expect(
    readFileSync(csv, 'utf8')
      .split('\r\n')
      .filter((line) => line.includes('flops')),
  ).toHaveLength(2);
}, 60_000);
