import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openedSite } from './opened-site.ts';

// What a reader has on the clipboard who copied a formula.
const opened = openedSite();
let page: Page;

beforeAll(async () => {
  const context = await opened.browser.newContext({ permissions: ['clipboard-read', 'clipboard-write'] });
  page = await context.newPage();
});

afterAll(() => page?.context().close());

/** Selects from one place of the page to another and copies, by the keyboard. */
async function copied(from: string, to = from): Promise<{ text: string; html: string }> {
  await page.evaluate(
    ([start = '', end = '']) => {
      const range = document.createRange();
      range.setStartBefore(document.querySelector(start) ?? document.body);
      range.setEndAfter(document.querySelector(end) ?? document.body);
      getSelection()?.removeAllRanges();
      getSelection()?.addRange(range);
    },
    [from, to],
  );
  await page.keyboard.press('Control+C');
  return page.evaluate(async () => {
    const [item] = await navigator.clipboard.read();
    const read = async (type: string) => (await item?.getType(type))?.text() ?? '';
    return { text: await read('text/plain'), html: await read('text/html') };
  });
}

const squeezed = (text: string) => text.replaceAll(/\s+/g, ' ').trim();

describe('in a chapter', () => {
  beforeAll(async () => {
    await page.goto(`${opened.site.url}weighted-fusion/`);
  });

  test('a formula alone comes once, as bare TeX that others can set', async () => {
    const { text, html } = await copied('.katex-display');
    expect(squeezed(text)).toBe('O = \\sum_i w_i \\cdot I_i');
    expect(html).not.toContain('katex');
    expect(html.split('sum_i')).toHaveLength(2);
  });

  test('a part of a formula brings the whole of it', async () => {
    const { text } = await copied('.katex-display .mord');
    expect(squeezed(text)).toBe('O = \\sum_i w_i \\cdot I_i');
  });

  test('a paragraph keeps its words, with each formula between dollars', async () => {
    const paragraph = 'p:has(> .katex)';
    const { text } = await copied(paragraph);
    const { words, formulas } = await page
      .locator(paragraph)
      .first()
      .evaluate((element) => {
        const copy = element.cloneNode(true) as Element;
        const all = [...copy.querySelectorAll('.katex')];
        const tex = all.map((formula) => formula.querySelector('annotation')?.textContent ?? '');
        all.forEach((formula, index) => {
          formula.replaceWith(`$${tex[index]}$`);
        });
        return { words: copy.textContent ?? '', formulas: tex.length };
      });
    expect(formulas).toBeGreaterThan(0);
    expect(squeezed(text)).toBe(squeezed(words));
  });

  test('text without a formula is copied as the browser does it', async () => {
    const { text } = await copied('h1');
    expect(squeezed(text)).toBe(squeezed(await page.locator('h1').innerText()));
  });
});

test('the lines of a figure’s formula come as TeX, one below the other', async () => {
  await page.goto(opened.site.url);
  const { text } = await copied('#drag-phi dl > div', '#drag-phi dl > div:nth-child(3)');
  const lines = text
    .split('\n')
    .map(squeezed)
    .filter((line) => line.startsWith('$'));
  expect(lines).toEqual([
    '$d = \\alpha^{\\phi} = 1.2^{2.0} = 1.44$',
    '$w = \\beta^{\\phi} = 1.1^{2.0} = 1.21$',
    '$r = \\gamma^{\\phi} = 1.15^{2.0} = 1.32$',
  ]);
});

test('a selection over a figure wakes no second one', async () => {
  await page.goto(`${opened.site.url}weighted-fusion/`);
  const before = await page.locator('astro-island').count();
  await copied('h1', 'main > :last-child');
  expect(await page.locator('astro-island').count()).toBe(before);
});

test('without scripts a formula comes once', async () => {
  const context = await opened.browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await plain.goto(`${opened.site.url}weighted-fusion/`);
  const text = await plain.evaluate(() => {
    getSelection()?.selectAllChildren(document.querySelector('.katex-display') ?? document.body);
    return getSelection()?.toString() ?? '';
  });
  expect(text.match(/O/g)).toHaveLength(1);
  expect(text).not.toContain('\\');
  await context.close();
});
