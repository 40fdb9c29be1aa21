import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { scalingLesson } from '../../models/exercises/scaling.ts';
import { keyOf } from '../../src/parts/exercises/key.ts';
import { showWorked, workedAway } from '../../src/words/en/exercises.ts';
import * as words from '../../src/words/en/link-maker.ts';
import { schemas } from '../links/schemas.ts';
import { blockOf, hearFigures, viewOf } from './figure-page.ts';
import { openedSite } from './opened-site.ts';

// A teacher makes a link: the figure is set in a frame, and what is ticked holds where the link is followed.
const opened = openedSite();
const open = async (path: string) => opened.open(path, { prepare: hearFigures });

async function openMaker(): Promise<Page> {
  const page = await open('teach/links/');
  await page.keyboard.press('Shift');
  await page.locator('astro-island:not([ssr]) .maker').waitFor();
  return page;
}
const address = (page: Page) => page.locator('.maker .link a').innerText();
const choice = (page: Page, name: string) => page.getByRole('combobox', { name, exact: true });
const figure = (page: Page) => choice(page, words.figure);
async function follow(page: Page): Promise<Page> {
  const { pathname, hash } = new URL(await address(page));
  const followed = await open(`${pathname.slice(1)}${hash}`);
  return followed;
}

test('every figure of the site is offered', async () => {
  const page = await openMaker();
  const offered = await figure(page)
    .locator('option')
    .evaluateAll((all) => all.map((option) => (option as HTMLOptionElement).value));
  expect(offered.filter((value) => value !== '').toSorted()).toEqual(schemas.map(({ id }) => id).toSorted());
  await opened.giveBack(page);
});

test('what is set in the frame, locked and put away is so where the link is followed, and is read again', async () => {
  const page = await openMaker();
  await figure(page).selectOption('drag-phi');
  await choice(page, words.onPage).selectOption('embed/drag-phi/');
  const frame = page.frameLocator('iframe');
  const slider = frame.locator('[data-of=phi] input[type=range]').first();
  await frame.locator('astro-island:not([ssr]) > [data-view~="drag-phi"]').waitFor({ state: 'attached' });
  await slider.focus();
  await slider.press('ArrowRight');
  await expect.poll(() => address(page)).toMatch(/#drag-phi=1;phi:2\.05$/);
  // Its parts go by the names of the figure's own controls.
  const name = await frame.locator('[data-of=phi] label').first().innerText();
  await page.getByLabel(words.lockOf(name), { exact: true }).check();
  await page.getByLabel(words.hideOf(words.shellPart.tools ?? ''), { exact: true }).check();
  await expect.poll(() => address(page)).toMatch(/class=1;hide:drag-phi\.tools,lock:drag-phi\.phi$/);

  await page.getByRole('button', { name: words.tryIt }).click();
  await expect.poll(() => slider.isDisabled()).toBe(true);
  expect(await frame.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  const made = await address(page);

  const followed = await follow(page);
  await expect.poll(() => viewOf(followed, 'drag-phi')).toBe('drag-phi=1;phi:2.05');
  const block = blockOf(followed, 'drag-phi');
  expect(await block.getByRole('slider').first().isDisabled()).toBe(true);
  expect(await block.getByRole('button', { name: 'Undo' }).count()).toBe(0);
  await opened.giveBack(followed);

  const again = await openMaker();
  await again.getByLabel(words.pasted, { exact: true }).fill(made);
  await again.getByRole('button', { name: words.read, exact: true }).click();
  await expect.poll(() => address(again)).toBe(made);
  expect(await figure(again).inputValue()).toBe('drag-phi');
  await expect.poll(() => again.getByLabel(words.lockOf(name), { exact: true }).isChecked()).toBe(true);
  await again.getByLabel(words.pasted, { exact: true }).fill('https://example.org/nowhere/');
  await again.getByRole('button', { name: words.read, exact: true }).click();
  await again.getByText(words.faults.address).waitFor();
  expect(await address(again)).toBe(made);
  expect([...opened.complaints(page), ...opened.complaints(again)]).toEqual([]);
  await opened.giveBack(page);
  await opened.giveBack(again);
}, 90_000);

test('a lesson shows the steps that its link asks for, says so, and shows all again', async () => {
  const page = await openMaker();
  // What the frame tells of the figure that stands there first is nothing that a teacher has set.
  const first = page.frameLocator('iframe').locator('astro-island:not([ssr]) > [data-view]');
  await first.waitFor({ state: 'attached' });
  await figure(page).selectOption('');
  await choice(page, words.onPage).selectOption(`lessons/${scalingLesson.id}/`);
  await choice(page, words.fromStep).selectOption('2');
  await choice(page, words.toStep).selectOption('3');
  await page.getByLabel('Class word').fill('heron');
  await expect.poll(() => address(page)).toMatch(/#class=1;word:heron,from:2,to:3$/);
  const lesson = await follow(page);
  const shown = () =>
    lesson.locator('.prose > h2').evaluateAll((all) => all.map((heading) => heading.checkVisibility()));
  await lesson.getByText('Prepared for a class: steps 2 to 3 of 5 are shown.').waitFor();
  expect(await shown()).toEqual([false, true, true, false, false]);
  expect(
    await lesson.locator('.contents li').evaluateAll((all) => all.map((each) => each.checkVisibility())),
  ).toEqual([false, true, true, false, false]);
  // Whoever takes two steps hands them in all the same.
  expect(await lesson.locator('.hand-in').evaluate((part) => part.checkVisibility())).toBe(true);
  await lesson.getByRole('button', { name: 'Show all steps' }).click();
  await expect.poll(shown).toEqual([true, true, true, true, true]);
  expect(await lesson.evaluate(() => location.hash)).toBe('#class=1;word:heron');
  await lesson.evaluate(() => localStorage.clear());
  await opened.giveBack(page);
  await opened.giveBack(lesson);
});

test('the figure alone comes with the code that shows it on another page', async () => {
  const page = await openMaker();
  await figure(page).selectOption('peers');
  expect(await page.getByLabel(words.code).count()).toBe(0);
  await choice(page, words.onPage).selectOption('embed/peers/');
  await expect.poll(() => address(page)).toMatch(/embed\/peers\/#peers=1$/);
  const code = await page.getByLabel(words.code).inputValue();
  const made = await address(page);
  expect(code.startsWith(`<iframe src="${made}" title="Phiscope: `)).toBe(true);
  // A page that holds it shows the figure.
  const holder = await opened.open('');
  await holder.setContent(code);
  await holder.frameLocator('iframe').locator('[data-view~="peers"]').first().waitFor();
  await opened.giveBack(page);
  await holder.close();
}, 90_000);

test('the wall of a lesson takes the word; examples that are put away are so on wall and page, until they are asked for', async () => {
  const page = await openMaker();
  await figure(page).selectOption('');
  await choice(page, words.onPage).selectOption(`lessons/${scalingLesson.id}/present/`);
  // What the wall shows its teacher steps through.
  expect(await choice(page, words.fromStep).count()).toBe(0);
  await page.getByLabel('Class word').fill('heron');
  await page.getByLabel(words.withoutWorked).check();
  await expect.poll(() => address(page)).toMatch(/\/present\/#class=1;word:heron,give:no$/);
  const made = await address(page);
  const wall = await follow(page);
  await wall.keyboard.press('PageDown');
  await wall.locator('astro-island:not([ssr]) > [data-exercise]:visible').first().waitFor();
  const [asked] = keyOf(scalingLesson.id, { word: 'heron', name: '' });
  expect(await wall.locator(`[data-exercise="${asked?.id}"] .question`).textContent()).toBe(asked?.question);
  await wall.close();

  await choice(page, words.onPage).selectOption(`lessons/${scalingLesson.id}/`);
  await expect.poll(() => address(page)).toMatch(/#class=1;word:heron,give:no$/);
  const lesson = await follow(page);
  await lesson.keyboard.press('Shift');
  const exercise = lesson.locator('[data-exercise="promised"]');
  await exercise.scrollIntoViewIfNeeded();
  const hint = exercise.getByRole('button', { name: /^Hint/ });
  await expect.poll(() => hint.innerText()).toBe('Hint 1 of 2');
  await exercise.getByText(workedAway).waitFor();
  await exercise.getByRole('button', { name: showWorked }).click();
  await expect.poll(() => hint.innerText()).toBe('Hint 1 of 3');
  expect(await exercise.getByText(workedAway).count()).toBe(0);
  expect(await lesson.evaluate(() => location.hash)).toBe('#class=1;word:heron');
  await lesson.evaluate(() => localStorage.clear());
  await opened.giveBack(lesson);

  await page.getByLabel(words.pasted, { exact: true }).fill(made);
  await page.getByRole('button', { name: words.read, exact: true }).click();
  await expect.poll(() => address(page)).toBe(made);
  expect(await page.getByLabel(words.withoutWorked).isChecked()).toBe(true);
  expect(opened.complaints(page)).toEqual([]);
  await opened.giveBack(page);
}, 90_000);
