import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { freshWork, writeHandIn } from '../../models/exercises/hand-in.ts';
import { scalingLesson } from '../../models/exercises/scaling.ts';
import { random } from '../../models/scenes/random.ts';
import { keyOf, raised } from '../../src/parts/exercises/key.ts';
import * as words from '../../src/words/en/present.ts';
import * as teach from '../../src/words/en/teach.ts';
import { unbroken } from '../../src/words/unbroken.ts';
import { openedSite } from './opened-site.ts';

// A lesson before a class: its windows hold the same step and the same views of figures, whichever of them is worked.
const opened = openedSite();
const lesson = scalingLesson.id;
const wall = `lessons/${lesson}/present/`;
const notes = `teach/${lesson}/present/`;
let context: BrowserContext;
const complaints: string[] = [];

beforeEach(async () => {
  complaints.length = 0;
  context = await opened.browser.newContext({ viewport: { width: 1280, height: 720 } });
  // What each figure said last of its view.
  await context.addInitScript(() => {
    const views: Record<string, string> = {};
    Object.assign(globalThis, { views });
    document.addEventListener('view', (event) => {
      const fragment = (event as CustomEvent<string>).detail;
      views[fragment.split('=')[0] ?? ''] = fragment;
    });
  });
});
afterEach(async () => {
  await context.close();
  expect(complaints).toEqual([]);
});

async function open(path: string): Promise<Page> {
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => complaints.push(message));
  await page.goto(`${opened.site.url}${path}`);
  return page;
}
const said = (page: Page, name: string) =>
  page.locator(`[data-said="${name}"]`).evaluate((place) => place.textContent);
const place = (page: Page) => said(page, 'place');
const shownSteps = (page: Page) =>
  page
    .locator('[data-slide]')
    .evaluateAll((all) => all.flatMap((slide, i) => ((slide as HTMLElement).hidden ? [] : [i])));
const views = (page: Page) =>
  page.evaluate(() => ({ ...(globalThis as unknown as { views: Record<string, string> }).views }));
/** Brings the slider of φ on the screen and waits until it works. */
async function slider(page: Page) {
  const found = page.locator('[data-view~="drag-phi"] input[type=range]').first();
  await found.scrollIntoViewIfNeeded();
  await page.locator('astro-island:not([ssr])').filter({ has: found }).waitFor({ state: 'attached' });
  return found;
}
/** All that windows share, as one text. */
const state = async (page: Page) =>
  JSON.stringify([await place(page), await shownSteps(page), (await views(page))['drag-phi']]);
/** Turns φ where its step is on the screen. @returns whether it is */
const turned = (page: Page, phi: number) =>
  page.evaluate((value) => {
    const input = document.querySelector<HTMLInputElement>('[data-view~="drag-phi"] input[type=range]');
    if (input === null || input.closest('[hidden]') !== null) return false;
    input.value = String(value);
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return true;
  }, phi);
const at = async (page: Page, step: number) =>
  expect.poll(() => place(page)).toMatch(new RegExp(`^${step + 1} of `));

test('a hundred steps and changes of a figure, in either of two windows, end in the same; one that comes late has it too', async () => {
  const windows = [await open(wall), await open(wall)] as const;
  const [a, b] = windows;
  // Both figures are awake before the two are driven apart.
  for (let step = 0; step < 2; step++) await a.keyboard.press('PageDown');
  await at(b, 1);
  await b.keyboard.press('Shift');
  for (const page of windows) await slider(page);
  const r = random(7, 1);
  let moved = 0;
  for (let i = 0; i < 100; i++) {
    const page = r.below(2) === 0 ? a : b;
    // Nobody waits until the other window has heard.
    if (r.below(2) === 0) await page.keyboard.press(r.below(2) === 0 ? 'PageDown' : 'PageUp');
    // Never the φ that the figure opens with: an address leaves it out.
    else if (await turned(page, (1 + 2 * r.below(40)) / 20)) moved += 1;
  }
  expect(moved).toBeGreaterThan(10);
  await expect.poll(async () => (await state(a)) === (await state(b))).toBe(true);
  expect((await views(a))['drag-phi']).toMatch(/phi:/);
  for (let step = 0; step < 9; step++) await a.keyboard.press('PageUp');
  for (let step = 0; step < 2; step++) await a.keyboard.press('PageDown');
  await at(a, 1);
  await at(b, 1);

  const late = await open(wall);
  await at(late, 1);
  await late.keyboard.press('Shift');
  await slider(late);
  await expect.poll(async () => (await views(late))['drag-phi']).toBe((await views(a))['drag-phi']);
  await late.close();
  await b.close();
  await at(a, 1);
  await expect.poll(() => said(a, 'company')).toBe(words.alone);
}, 180_000);

test('a clicker steps though a slider has the focus, and leaves its value', async () => {
  const page = await open(wall);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('PageDown');
  await at(page, 1);
  const phi = await slider(page);
  await phi.focus();
  const before = await phi.inputValue();
  await page.keyboard.press('PageDown');
  await at(page, 2);
  await page.keyboard.press('PageUp');
  await at(page, 1);
  expect(await phi.inputValue()).toBe(before);
});

test('the notes step with the wall, hold the clock and the key, and none of it is in the wall’s page', async () => {
  const page = await open(wall);
  const beside = await open(notes);
  await beside.getByRole('button', { name: words.start }).click();
  await at(page, 0);
  await page.keyboard.press('ArrowRight');
  await at(beside, 1);
  expect(await shownSteps(beside)).toEqual([1]);
  await expect.poll(() => said(beside, 'elapsed')).toMatch(/^Since the beginning: 00:\d\d\.$/);
  await expect.poll(() => said(beside, 'company')).toBe(words.company);
  await expect.poll(() => said(page, 'company')).toBe(words.company);
  // What belongs together is joined by another space when the site is built.
  const [onWall = '', inNotes = ''] = await Promise.all(
    [page, beside].map(async (each) => unbroken((await each.locator('main').textContent()) ?? '')),
  );
  for (const { why, slips, ask } of keyOf(lesson, { word: '', name: '' }))
    for (const text of [why, ...slips.map(({ reveals }) => reveals), ...ask]) {
      expect(inNotes).toContain(unbroken(text));
      expect(onWall).not.toContain(unbroken(text));
    }

  // Blank, and seen again: by a key, a press on the wall, and a button that can be told apart.
  await beside.getByRole('button', { name: words.blank }).click();
  await page.getByRole('button', { name: words.unblank }).waitFor();
  expect(await beside.getByRole('button', { name: words.blank }).getAttribute('aria-pressed')).toBe('true');
  await page.getByRole('button', { name: words.unblank }).click();
  await expect
    .poll(() => beside.getByRole('button', { name: words.blank }).getAttribute('aria-pressed'))
    .toBe('false');
  await page.locator('h2:visible').first().click();
  await page.keyboard.press('b');
  await expect
    .poll(() => beside.getByRole('button', { name: words.blank }).getAttribute('aria-pressed'))
    .toBe('true');
});

test('hands are counted in the notes and by keys, and are on the wall when that is asked for', async () => {
  const page = await open(wall);
  const beside = await open(notes);
  const key = keyOf(lesson, { word: '', name: '' });
  const [{ id, title } = { id: '', title: '' }, why] = key.flatMap(raised);
  const box = (on: Page) => on.locator(`[data-tally="${id}"]`);
  await beside.getByRole('button', { name: words.start }).click();
  for (let step = 0; !(await box(beside).isVisible()); step++) {
    await beside.keyboard.press('PageDown');
    await at(beside, step + 1);
  }
  // On the wall the options go by the letters for which hands go up: those of a claim’s parts, and anew those of its reasons.
  const lettered = await page.locator(`[data-exercise="${id}"] [data-lettered]`).evaluateAll((groups) =>
    groups.map((group) => ({
      resets: getComputedStyle(group).counterReset,
      letters: [...group.querySelectorAll('[type=radio] + span')].map(
        (option) => getComputedStyle(option, '::before').content,
      ),
    })),
  );
  const own = key.flatMap(raised).filter((each) => each.id === id || each.id === why?.id);
  expect(lettered.map(({ letters }) => letters.length)).toEqual(own.map(({ options }) => options.length));
  for (const { resets, letters } of lettered) {
    expect(resets).toBe('option 0');
    for (const letter of letters) expect(letter).toMatch(/^counter\(option, upper-alpha\)/);
  }
  await box(beside)
    .getByRole('button', { name: words.oneHand('B') })
    .click();
  await box(beside)
    .getByRole('button', { name: words.oneHand('A') })
    .click();
  await box(beside)
    .getByRole('button', { name: words.handFewer('A') })
    .click();
  await page.locator('h2:visible').first().click();
  await page.keyboard.press('2');
  await page.keyboard.press('1');
  const counts = (on: Page) => box(on).locator('[data-count]').allTextContents();
  await expect.poll(async () => (await counts(beside)).slice(0, 2)).toEqual(['1', '2']);
  expect(await box(page).isVisible()).toBe(false);

  await box(beside).getByRole('button', { name: words.showHands }).click();
  await page.getByRole('group', { name: words.handsFor(title) }).waitFor();
  await box(beside).getByRole('button', { name: words.countAgain }).click();
  // The wall counts on from what it has heard: of two windows that count in the same moment the later one is right.
  await expect.poll(async () => (await counts(page)).slice(0, 2)).toEqual(['1, then 0', '2, then 0']);
  await page.keyboard.press('1');
  await expect.poll(async () => (await counts(page)).slice(0, 2)).toEqual(['1, then 1', '2, then 0']);
  const widths = await box(page)
    .locator('[data-bars]')
    .nth(1)
    .locator('span')
    .evaluateAll((bars) => bars.map((bar) => bar.getBoundingClientRect().width));
  expect(widths[0]).toBeGreaterThan(20);
  expect(widths[1]).toBeLessThan(2);
  await box(beside).getByRole('button', { name: words.showHands }).click();
  await expect.poll(() => box(page).isVisible()).toBe(false);

  // The reasons of a claim have hands of their own: the digits count for what the wall shows.
  const reasons = (on: Page) => on.locator(`[data-tally="${why?.id}"]`);
  await reasons(beside).getByRole('button', { name: words.showHands }).click();
  await expect.poll(() => reasons(page).isVisible()).toBe(true);
  await page.keyboard.press('3');
  await expect
    .poll(() => reasons(beside).locator('[data-count]').allTextContents())
    .toEqual(['0', '0', '1', '0']);
}, 90_000);

test('a pointer is led over the wall by its mouse, and from the notes by mouse and by keys', async () => {
  const page = await open(wall);
  const beside = await open(notes);
  await page.keyboard.press('PageDown');
  await at(beside, 0);
  const dot = page.locator('.wall > [data-dot]');
  const middle = () =>
    dot.evaluate((each) => {
      if ((each as HTMLElement).hidden) return null;
      const { x, y, width, height } = each.getBoundingClientRect();
      return [x + width / 2, y + height / 2].map(Math.round);
    });
  expect(await middle()).toBeNull();
  await page.keyboard.press('l');
  await page.mouse.move(320, 180);
  await expect.poll(middle).toEqual([320, 180]);
  await beside.getByText(words.padTitle).click();
  const pad = beside.getByRole('application', { name: words.padLabel });
  const { x, y, width, height } = (await pad.boundingBox())!;
  await beside.mouse.move(x + width / 4, y + height / 2);
  await expect.poll(middle).toEqual([320, 360]);
  await pad.focus();
  await beside.keyboard.press('ArrowRight');
  await expect.poll(middle).toEqual([384, 360]);
  await beside.keyboard.press('Escape');
  await expect.poll(middle).toBeNull();
  // Nor does the mouse bring it back.
  await page.mouse.move(100, 100);
  await page.waitForTimeout(100);
  expect(await middle()).toBeNull();
});

test('F5 begins as a clicker means it, and loses nothing', async () => {
  const page = await open(wall);
  await page.evaluate(() => document.body.setAttribute('data-seen', ''));
  await page.keyboard.press('F5');
  await at(page, 0);
  await page.keyboard.press('PageDown');
  await page.keyboard.press('F5');
  await page.keyboard.press('Shift+F5');
  await at(page, 1);
  expect(await page.locator('body[data-seen]').count()).toBe(1);
});

test('wall and notes show the variant of the class’s word, from an address or typed, and not what somebody tried here', async () => {
  const own = { word: '', name: '' };
  const heron = { word: 'heron', name: '' };
  const [first, then] = [keyOf(lesson, own), keyOf(lesson, heron)];
  const other = first.findIndex(({ question }, i) => question !== then[i]?.question);
  expect(other).toBeGreaterThanOrEqual(0);
  const question = (rows: typeof first) => rows[other]?.question ?? '';
  const onNotes = (on: Page) =>
    on.locator(`[data-note="${first[other]?.id}"]`).evaluate((place) => place.textContent ?? '');
  const onWall = (on: Page) =>
    on.locator(`[data-exercise="${first[other]?.id}"] .question`).evaluate((place) => place.textContent);

  const page = await open(`${wall}#class=1;word:heron`);
  const beside = await open(notes);
  const why = then[other]?.why ?? '';
  await expect.poll(() => onNotes(beside)).toContain(why);
  expect(await onNotes(beside)).toContain(question(then));
  for (const { reveals } of then[other]?.slips ?? []) expect(await onNotes(beside)).toContain(reveals);
  const reach = async () => {
    await page.keyboard.press('Shift');
    await page.locator(`[data-exercise="${first[other]?.id}"]`).scrollIntoViewIfNeeded();
  };
  await reach();
  await expect.poll(() => onWall(page)).toBe(question(then));

  await beside.getByLabel(teach.word).fill('');
  await expect.poll(() => onWall(page)).toBe(question(first));
  await expect.poll(() => onNotes(beside)).toContain(question(first));
  await beside.getByLabel(teach.word).fill('heron');
  await expect.poll(() => onWall(page)).toBe(question(then));

  // The same browser keeps somebody’s answers under another word.
  await page.evaluate(
    ([key, text]) => localStorage.setItem(key ?? '', text ?? ''),
    [`phiscope/lesson/${lesson}`, writeHandIn({ ...freshWork(scalingLesson), ...heron, name: 'Ana' })],
  );
  await beside.close();
  await page.goto('about:blank');
  await page.goto(`${opened.site.url}${wall}`);
  await reach();
  await page.locator('astro-island:not([ssr]) > [data-exercise]').first().waitFor();
  expect(await onWall(page)).toBe(question(first));
}, 90_000);
