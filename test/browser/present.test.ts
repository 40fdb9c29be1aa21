import type { BrowserContext, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { scalingLesson } from '../../models/exercises/scaling.ts';
import { random } from '../../models/scenes/random.ts';
import { keyOf } from '../../src/parts/exercises/key.ts';
import * as words from '../../src/words/en/present.ts';
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
    else if (await turned(page, r.below(40) / 10)) moved += 1;
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
  const [onWall, inNotes] = await Promise.all(
    [page, beside].map((each) => each.locator('main').textContent()),
  );
  for (const { why, slips, ask } of keyOf(lesson, { word: '', name: '' }))
    for (const text of [why, ...slips.map(({ reveals }) => reveals), ...ask]) {
      expect(inNotes).toContain(text);
      expect(onWall).not.toContain(text);
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

test.each([
  [800, 600],
  [1280, 720],
  [3840, 2160],
])(
  'at %i × %i what steps is on the screen and large enough, and nothing runs off it sideways',
  async (width, height) => {
    const page = await open(wall);
    await page.setViewportSize({ width, height });
    for (let step = 0; step < 4; step++) {
      await page.keyboard.press('PageDown');
      await at(page, step);
      for (const button of await page.locator('.bar .buttons button').all()) {
        const box = await button.boundingBox();
        expect(box?.height).toBeGreaterThanOrEqual(24);
        expect(box?.width).toBeGreaterThanOrEqual(24);
        expect(
          box && box.x >= 0 && box.y >= 0 && box.x + box.width <= width && box.y + box.height <= height,
        ).toBe(true);
      }
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
    }
  },
);
