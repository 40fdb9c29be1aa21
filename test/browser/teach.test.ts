import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { lessons } from '../../models/exercises/index.ts';
import { keyOf } from '../../src/parts/exercises/key.ts';
import { keep } from '../../src/words/en/keep.ts';
import { lessonWords } from '../../src/words/en/lessons/index.ts';
import { openedSite } from './opened-site.ts';

// What a teacher has of each lesson: the list, the plan whose times add up, the key of a class's word, and its files.
const opened = openedSite();
const folder = mkdtempSync(join(tmpdir(), 'phiscope-teach-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function openKey(id: string, fragment = ''): Promise<Page> {
  const page = await opened.open(`teach/${id}/${fragment}`);
  await page.keyboard.press('Shift');
  const field = page.getByLabel('Class word');
  await field.scrollIntoViewIfNeeded();
  await page.locator('astro-island:not([ssr])').filter({ has: field }).waitFor({ state: 'attached' });
  return page;
}
const keyTable = (page: Page) => page.getByRole('table', { name: 'What is right, by exercise and by name' });
const cells = (page: Page) =>
  keyTable(page)
    .locator('tr')
    .evaluateAll((rows) =>
      rows.map((row) => [...row.children].map((cell) => cell.textContent?.trim() ?? '')),
    );
const table = (id: string, drawn: readonly { readonly word: string; readonly name: string }[]) => {
  const keys = drawn.map((one) => keyOf(id, one));
  return [
    ['Exercise', ...drawn.map(({ name }) => name || 'everybody')],
    ...(keys[0] ?? []).map(({ title }, i) => [title, ...keys.map((rows) => rows[i]?.right ?? '–')]),
  ];
};
async function saved(page: Page, button: string): Promise<{ readonly name: string; readonly text: string }> {
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: button }).click();
  const download = await saving;
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return { name: download.suggestedFilename(), text: readFileSync(path, 'utf8') };
}

test('every lesson is listed with its pages, and the list is reached from a lesson and from the cover', async () => {
  const page = await opened.open('teach/');
  for (const { id, minutes } of lessons) {
    const title = lessonWords[id]?.title ?? '';
    const item = page
      .locator('.lessons > li')
      .filter({ has: page.getByRole('heading', { name: title, exact: true }) });
    expect(await item.innerText()).toContain(`${minutes} minutes`);
    expect(await item.locator('dd li').count()).toBeGreaterThan(1);
    const links = await item
      .getByRole('link')
      .evaluateAll((all) => all.map((link) => (link as HTMLAnchorElement).pathname));
    expect(links).toEqual([
      `/lessons/${id}/`,
      `/teach/${id}/`,
      `/lessons/${id}/handout/`,
      `/lessons/${id}/present/`,
    ]);
  }
  expect(await page.locator('.lessons > li').count()).toBe(lessons.length);
  await opened.giveBack(page);
  const lesson = await opened.open(`lessons/${lessons[0]?.id}/`);
  await lesson.getByRole('link', { name: 'plan and key' }).click();
  await lesson.waitForURL('**/teach/**');
  await opened.giveBack(lesson);
  const cover = await opened.open('');
  expect(await cover.locator('.cover-chapters').getByRole('link', { name: 'Giving a lesson' }).count()).toBe(
    1,
  );
  await opened.giveBack(cover);
});

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('%s', (id, { minutes, exercises }) => {
  test('its plan has a row a step, each begins where the last one ends, and they come to the lesson’s minutes', async () => {
    const page = await opened.open(`teach/${id}/`);
    const plan = page.getByRole('table', { name: /^Steps of the lesson/ });
    const times = await plan.locator('td.number').allInnerTexts();
    const spans = times.map((text) => text.split('–').map(Number));
    expect(spans[0]?.[0]).toBe(0);
    for (const [i, [from]] of spans.entries()) if (i > 0) expect(from).toBe(spans[i - 1]?.[1]);
    expect(spans.at(-1)?.[1]).toBe(minutes);
    const material = (await plan.locator('li').allInnerTexts()).filter((text) =>
      text.startsWith('Exercise: '),
    );
    expect(material).toEqual(
      exercises.map((exercise) => `Exercise: ${lessonWords[id]?.exercises[exercise.id]?.title}`),
    );
    // Each leads to its place in the key.
    for (const { id: one } of exercises) expect(await page.locator(`#key-${one}`).count()).toBe(1);
    expect(await page.getByText('Tested by').count()).toBeGreaterThan(1);
    await opened.giveBack(page);
  });

  test('its key is there without scripts, and is that of a word and of names once they are typed', async () => {
    const context = await opened.browser.newContext({ javaScriptEnabled: false });
    const plain = await context.newPage();
    await plain.goto(`${opened.site.url}teach/${id}/`);
    expect(await cells(plain)).toEqual(table(id, [{ word: '', name: '' }]));
    await context.close();

    const page = await openKey(id);
    expect(await cells(page)).toEqual(table(id, [{ word: '', name: '' }]));
    await page.getByLabel('Class word').fill('heron');
    await page.getByLabel(/^Names or letters/).fill('Ana, Ben;  Zoë');
    await page.keyboard.press('Tab');
    const drawn = ['Ana', 'Ben', 'Zoë'].map((name) => ({ word: 'heron', name }));
    await expect.poll(() => cells(page)).toEqual(table(id, drawn));
    await page.getByLabel('In full for').selectOption('Ben');
    for (const { question, why } of keyOf(id, { word: 'heron', name: 'Ben' })) {
      expect(await page.getByText(question, { exact: true }).count()).toBe(1);
      expect(await page.getByText(why).count()).toBeGreaterThan(0);
    }
    // The address brings it back.
    const { hash } = new URL(page.url());
    const again = await openKey(id, hash);
    await expect.poll(() => cells(again)).toEqual(table(id, drawn));
    expect(opened.complaints(page)).toEqual([]);
    await opened.giveBack(page);
    await opened.giveBack(again);
  });
});

test('the list of chapters says which one a plan or a hand-out belongs to, and calls neither of them that page', async () => {
  const id = lessons[0]?.id ?? '';
  for (const [path, chapter] of [
    [`teach/${id}/`, '/teach/'],
    [`lessons/${id}/handout/`, `/lessons/${id}/`],
  ] as const) {
    const page = await opened.open(path);
    const marked = await page
      .locator('.chapters a[aria-current]')
      .evaluateAll((all) =>
        all.map((link) => [(link as HTMLAnchorElement).pathname, link.getAttribute('aria-current')]),
      );
    expect(marked).toEqual([[chapter, 'true']]);
    await opened.giveBack(page);
  }
});

test('teachers are told of both ways without a network', async () => {
  const page = await opened.open('teach/');
  const text = await page.locator('main').innerText();
  for (const way of ['npm run package', keep]) expect(text).toContain(way);
  await opened.giveBack(page);
});

test('a key is saved as a table, and its questions as cards', async () => {
  const [lesson] = lessons;
  const id = lesson?.id ?? '';
  const page = await openKey(id, '#word=heron&for=A,B');
  const csv = await saved(page, 'Save the key as CSV');
  expect(csv.name).toBe(`${id}.key.csv`);
  const lines = csv.text.trimEnd().split('\r\n');
  expect(lines).toHaveLength(1 + 2 * (lesson?.exercises.length ?? 0));
  expect(lines[0]).toMatch(/^lesson,class word,name,exercise,variant,question,right,from,to,mistakes$/);
  const cards = await saved(page, 'Save the questions as Anki cards');
  expect(cards.name).toBe(`${id}.anki.txt`);
  expect(cards.text).toMatch(/^#separator:tab\n#html:true\n/);
  expect(cards.text.split('\n').filter((line) => line.split('\t').length === 3)).toHaveLength(
    lesson?.exercises.length ?? 0,
  );
  await opened.giveBack(page);
});

test('the sheets and their key are of one word', async () => {
  const id = lessons[0]?.id ?? '';
  const page = await opened.open(`lessons/${id}/handout/`);
  await page.keyboard.press('Shift');
  const field = page.getByLabel('Class word');
  await page.locator('astro-island:not([ssr])').filter({ has: field }).waitFor({ state: 'attached' });
  await field.fill('heron');
  await expect.poll(() => page.locator('.sheet').count()).toBe(4);
  await page.getByRole('link', { name: 'The key to these sheets' }).click();
  await page.waitForURL('**/teach/**');
  const key = page.getByLabel('Class word');
  await key.scrollIntoViewIfNeeded();
  await page.keyboard.press('Shift');
  await expect.poll(() => key.inputValue()).toBe('heron');
  await expect
    .poll(() => cells(page))
    .toEqual(
      table(
        id,
        ['A', 'B', 'C', 'D'].map((name) => ({ word: 'heron', name })),
      ),
    );
  await opened.giveBack(page);
});

test('a link brings the class’s word to the lesson, and what is asked there is what the key says', async () => {
  const id = lessons[0]?.id ?? '';
  const page = await openKey(id, '#word=苍鹭&for=Ana');
  const link = page.getByRole('link', { name: /lessons/ }).filter({ hasText: 'class=1' });
  await link.click();
  await page.waitForURL('**/lessons/**');
  await page.keyboard.press('Shift');
  const word = page.getByLabel('Class word');
  await word.scrollIntoViewIfNeeded();
  await page.locator('astro-island:not([ssr])').filter({ has: word }).waitFor({ state: 'attached' });
  expect(await word.inputValue()).toBe('苍鹭');
  await page.getByLabel('Your name').fill('Ana');
  await page.keyboard.press('Tab');
  const [, row] = keyOf(id, { word: '苍鹭', name: 'Ana' });
  const question = page.getByText(row?.question ?? '', { exact: true });
  await page.getByRole('heading', { name: row?.title ?? '', exact: true }).scrollIntoViewIfNeeded();
  await question.waitFor();
  await page.evaluate(() => localStorage.clear());
  await opened.giveBack(page);
});
