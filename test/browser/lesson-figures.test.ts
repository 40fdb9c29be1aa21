import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mbconvLesson } from '../../models/exercises/mbconv.ts';
import { scalingLesson } from '../../models/exercises/scaling.ts';
import { awake, blockOf } from './figure-page.ts';
import { LessonPage } from './lesson-page.ts';
import { openedSite } from './opened-site.ts';

// Exercises that are about the figures beside them: what a figure shows and finds on this page is what they go by.
const opened = openedSite();
let context: BrowserContext;
let page: Page;
let lesson: LessonPage;
const complaints: string[] = [];

beforeEach(async () => {
  complaints.length = 0;
  context = await opened.browser.newContext({ viewport: { width: 1200, height: 900 } });
  page = await context.newPage();
  page.on('pageerror', (error) => complaints.push(error.message));
  lesson = new LessonPage(page);
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function open(id: string, fragment = ''): Promise<void> {
  await page.goto(`${opened.site.url}lessons/${id}/${fragment}`);
  await page.keyboard.press('Shift');
}
const said = (name: string) => lesson.said(name).innerText();
const ticks = (name: string) => lesson.exercise(name).locator('li .sign').allInnerTexts();

test('a budget: the view of the address counts, what is missing is named, the mark stays when the figure moves on', async () => {
  const name = 'Within a budget';
  await open(scalingLesson.id, '#drag-phi=1;phi:0.9');
  await awake(page, 'drag-phi');
  await lesson.reach(name);
  expect(await ticks(name)).toEqual(['✓', '✓', '○']);
  await lesson.press(name, /^Check$/);
  await expect.poll(() => said(name)).toMatch(/^Not yet\. Asked is: at least 95.?% of the budget/);
  await page.evaluate(() => {
    location.hash = '#drag-phi=1;phi:1.01';
  });
  await expect.poll(() => ticks(name)).toEqual(['✓', '✓', '✓']);
  expect(await said(name)).toBe('');
  await lesson.press(name, /^Check$/);
  await expect.poll(() => said(name)).toMatch(/^Right\. 1 billion multiply-adds/);
  // Detectors are no answer, whatever they cost; what was right stays right.
  await page.evaluate(() => {
    location.hash = '#drag-phi=1;phi:1.01,net:det';
  });
  await expect.poll(() => ticks(name)).toEqual(['○', '✓', '✓']);
  expect(await said(name)).toMatch(/^Right\./);
}, 90_000);

test('an exercise that wakes after its figure hears of it all the same', async () => {
  const name = 'As dear by other means';
  await open(scalingLesson.id, '#break-the-rule=1;d:1,w:1.4,r:1');
  await awake(page, 'break-the-rule');
  await lesson.reach(name);
  await expect.poll(() => ticks(name)).toEqual(['○', '✓']);
  await lesson.press(name, /^Check$/);
  await expect.poll(() => said(name)).toMatch(/^Not yet\. The cost is right, but the width was moved/);
}, 90_000);

test('gates: a guess beside the figure’s count, and the mean of an own run', async () => {
  await open(mbconvLesson.id);
  await lesson.reach('Guess first');
  await lesson.type('Guess first', '100');
  await lesson.press('Guess first', /^That is my guess$/);
  const figure = blockOf(page, 'live-classifier');
  await lesson.wake(figure);
  await expect.poll(() => said('Guess first')).toMatch(/^You said 100\. It is 22 of 144\./);

  const name = 'Your own gates';
  await lesson.type(name, '0.5');
  await lesson.press(name, /^Check$/);
  await expect.poll(() => said(name)).toMatch(/run the figure first, then check again/);
  await figure.getByRole('button', { name: /^Run B0 here/ }).press('Enter');
  await figure.getByText(/gates, on average/).waitFor();
  await figure.getByRole('button', { name: /again/i }).first().waitFor({ timeout: 120_000 });
  const sentence = await figure.getByText(/gates, on average/).innerText();
  const mean = Number(/on average ([\d.]+) open/.exec(sentence)?.[1]);
  await lesson.type(name, String(mean / 2));
  await lesson.press(name, /^Check$/);
  await expect.poll(() => said(name)).toMatch(/^Not yet\. Your own figure says 0\.\d\d to 0\.\d\d\.$/);
  await lesson.type(name, String(mean));
  await lesson.press(name, /^Check$/);
  await expect.poll(() => said(name)).toMatch(/^Right\. Your run says 0\.\d\d\./);
}, 180_000);
