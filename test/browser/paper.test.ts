import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { lessons } from '../../models/exercises/index.ts';
import { qrOf, qrPath, quietModules } from '../../src/components/qr.ts';
import { letters } from '../../src/parts/exercises/drawing.ts';
import { type KeyRow, keyOf } from '../../src/parts/exercises/key.ts';
import { openedSite } from './opened-site.ts';
import { type PdfPage, pdfPages } from './pdf.ts';
import { builtSite } from './site.ts';

// What a class gets on paper: every blank is printed, no page is empty, and no word of the key is on it.
const opened = openedSite();
const word = 'heron';
/** Width and height, in points. */
const paper = { A4: [595.28, 841.89], Letter: [612, 792] } as const;

/** What only the key says: why something is right, what a mistake reveals, and long numbers that no question holds. */
function secrets(rows: readonly KeyRow[], questions: string): readonly string[] {
  const numbers = rows.flatMap(({ kind, right, slips }) =>
    kind === 'number' || kind === 'predict' ? [right ?? '', ...slips.map(({ gives }) => gives)] : [],
  );
  return [
    ...rows.flatMap(({ kind, why, slips, ask, points }) => [
      why,
      ...slips.map(({ reveals }) => reveals),
      ...ask,
      // What a figure is to be brought to is asked of everybody.
      ...(kind === 'explain' ? points : []),
    ]),
    ...numbers.filter((text) => text.length >= 4 && !questions.includes(text)),
  ].filter((text) => text !== '');
}

async function openSheets(id: string, fragment: string): Promise<Page> {
  const page = await opened.open(`lessons/${id}/handout/${fragment}`, {
    viewport: { width: 1200, height: 900 },
  });
  if (fragment !== '') {
    await page.keyboard.press('Shift');
    await page
      .locator('.sheet')
      .nth(letters.length - 1)
      .waitFor();
  }
  return page;
}

/** Gives a page back that was opened for its paper, as it is on a screen. */
async function putAway(page: Page): Promise<void> {
  await page.emulateMedia({ media: null });
  await opened.giveBack(page);
}

/** The claim of a row, without where it is said. */
const quoteOf = (claim: string) => claim.slice(0, claim.lastIndexOf('”') + 1);

const sum = (pages: readonly PdfPage[]) => pages.reduce((all, { shapes }) => all + shapes, 0);

describe.each(lessons.map((lesson) => [lesson.id, lesson] as const))('the sheets of %s', (id, lesson) => {
  test.each(['A4', 'Letter'] as const)(
    '%s: every blank is drawn, no page is empty, none is cut',
    async (format) => {
      const page = await openSheets(id, `#word=${word}&for=${letters.join(',')}`);
      await page.emulateMedia({ media: 'print' });
      const blanks = await page.locator('.sheet .blank').evaluateAll((all) =>
        all.map((element) => {
          const { width, height } = element.getBoundingClientRect();
          const { borderBottomWidth, borderBottomStyle } = getComputedStyle(element);
          return { width, height, drawn: borderBottomStyle === 'solid' && borderBottomWidth !== '0px' };
        }),
      );
      // Name and date, and for each exercise at least one.
      expect(blanks.length).toBeGreaterThanOrEqual(letters.length * (2 + lesson.exercises.length));
      expect(blanks.filter(({ width, height, drawn }) => width < 15 || height < 15 || !drawn)).toEqual([]);
      const printed = pdfPages(await page.pdf({ format }));
      expect(printed.filter(({ texts }) => texts === 0)).toEqual([]);
      expect(printed.length).toBeGreaterThanOrEqual(letters.length);
      const [width = 0, height = 0] = printed[0]?.size ?? [];
      // To a point: browsers round A4 to theirs.
      expect(Math.abs(width - paper[format][0])).toBeLessThan(1);
      expect(Math.abs(height - paper[format][1])).toBeLessThan(1);
      // Each of them makes a mark on paper: without their borders there are so many fewer.
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('.sheet .blank { border-color: transparent !important }');
        document.adoptedStyleSheets = [sheet];
      });
      const bare = pdfPages(await page.pdf({ format }));
      expect(bare).toHaveLength(printed.length);
      expect(sum(printed) - sum(bare)).toBeGreaterThanOrEqual(blanks.length);
      await putAway(page);
    },
  );

  test('hold their letter’s questions, and nothing of the key', async () => {
    const page = await openSheets(id, `#word=${word}&for=${letters.join(',')}`);
    await page.emulateMedia({ media: 'print' });
    const sheets = page.locator('.sheet');
    expect(await sheets.count()).toBe(letters.length);
    for (const [i, name] of letters.entries()) {
      const rows = keyOf(id, { word, name });
      const text = (await sheets.nth(i).innerText()).replace(/\s+/g, ' ');
      expect(text).toContain(`Variant ${name}`);
      for (const { question, claim, options } of rows)
        for (const part of [question, quoteOf(claim), ...options])
          expect(text).toContain(part.replace(/\s+/g, ' '));
      for (const secret of secrets(rows, text)) expect(text).not.toContain(secret.replace(/\s+/g, ' '));
    }
    await putAway(page);
  });

  test.each(['A4', 'Letter'] as const)(
    'the key on %s: each exercise in it, no page empty',
    async (format) => {
      const page = await opened.open(`teach/${id}/#word=${word}&for=${letters.join(',')}`, {
        viewport: { width: 1200, height: 900 },
      });
      await page.keyboard.press('Shift');
      await page.getByLabel('Class word').scrollIntoViewIfNeeded();
      await page.getByRole('columnheader', { name: letters[0] ?? '', exact: true }).waitFor();
      await page.emulateMedia({ media: 'print' });
      const text = (await page.locator('main').innerText()).replace(/\s+/g, ' ');
      for (const { title, claim, right, why } of keyOf(id, { word, name: letters[0] ?? '' }))
        for (const part of [title, claim, right ?? '', why])
          expect(text).toContain(part.replace(/\s+/g, ' '));
      // What only scripts can use is no part of it.
      expect(await page.locator('main button:visible, main input:visible').count()).toBe(0);
      const printed = pdfPages(await page.pdf({ format }));
      expect(printed.filter(({ texts }) => texts === 0)).toEqual([]);
      expect(printed.length).toBeGreaterThanOrEqual(2);
      const [width = 0] = printed[0]?.size ?? [];
      expect(Math.abs(width - paper[format][0])).toBeLessThan(1);
      await putAway(page);
    },
  );

  test('lead back to the lesson by a QR code, with the class’s word', async () => {
    const page = await openSheets(id, `#word=${word}&for=${letters.join(',')}`);
    await page.emulateMedia({ media: 'print' });
    const codes = page.locator('.sheet [data-qr] path');
    await expect.poll(() => codes.count()).toBe(letters.length);
    const address = `${opened.site.url}lessons/${id}/#class=1;word:${word}`;
    const code = qrOf(address);
    const drawn = await codes.evaluateAll((all) => all.map((path) => path.getAttribute('d')));
    expect(new Set(drawn)).toEqual(new Set([code && qrPath(code)]));
    const { width = 0 } = (await page.locator('.sheet [data-qr]').first().boundingBox()) ?? {};
    // At least half a millimetre a module.
    expect(width / ((code?.side ?? 0) + 2 * quietModules)).toBeGreaterThan((0.5 / 25.4) * 96);
    await putAway(page);
  });

  test('without scripts they are the first variant, whole, and nothing of its key is in the file', async () => {
    const rows = keyOf(id, { word: '', name: '' });
    const html = readFileSync(join(builtSite, 'lessons', id, 'handout', 'index.html'), 'utf8');
    const context = await opened.browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto(`${opened.site.url}lessons/${id}/handout/`);
    await page.emulateMedia({ media: 'print' });
    const text = (await page.locator('body').innerText()).replace(/\s+/g, ' ');
    for (const { question } of rows) expect(text).toContain(question.replace(/\s+/g, ' '));
    const all = await page.evaluate(() => document.body.textContent?.replace(/\s+/g, ' ') ?? '');
    for (const secret of secrets(rows, all)) expect(all).not.toContain(secret.replace(/\s+/g, ' '));
    for (const { why } of rows) expect(html).not.toContain(why);
    const printed = pdfPages(await page.pdf({ format: 'A4' }));
    expect(printed.filter(({ texts }) => texts === 0)).toEqual([]);
    await context.close();
  });
});
