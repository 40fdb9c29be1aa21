import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openedSite } from './opened-site.ts';
import { builtPages } from './pages.ts';

// A number in a table and its unit stand in one line, however narrow the page is.
const opened = openedSite();
const chapters = builtPages().filter((path) => /^[^/]+\/$/.test(path));

/** Runs in a page: the cells of numbers that take more than one line. */
function brokenCells(): string[] {
  return [...document.querySelectorAll('.table td:is(.number, [style*="right"])')]
    .filter((cell) => {
      const range = document.createRange();
      range.selectNodeContents(cell);
      return new Set([...range.getClientRects()].map(({ bottom }) => Math.round(bottom / 8))).size > 1;
    })
    .map((cell) => cell.textContent ?? '');
}

async function opens(page: Page, path: string): Promise<void> {
  await page.goto(`${opened.site.url}${path}`, { waitUntil: 'domcontentloaded' });
  await page.evaluate(() => document.fonts.ready);
}

test('at 320 px no number of a table is torn from its unit', async () => {
  const page = await opened.browser.newPage({ viewport: { width: 320, height: 700 } });
  const found: Record<string, string[]> = {};
  let cells = 0;
  for (const path of chapters) {
    await opens(page, path);
    cells += await page.locator('.table td.number').count();
    const broken = await page.evaluate(brokenCells);
    if (broken.length > 0) found[path] = broken;
  }
  expect(cells).toBeGreaterThan(100);
  expect(found).toEqual({});
  // A planted violation: where cells may break, they do.
  await page.goto(`${opened.site.url}efficientdet/`);
  await page.evaluate(() => {
    for (const cell of document.querySelectorAll<HTMLElement>('.table td.number')) {
      cell.style.display = 'block';
      cell.style.width = '2em';
      cell.style.whiteSpace = 'normal';
      cell.style.overflowWrap = 'anywhere';
    }
  });
  expect((await page.evaluate(brokenCells)).length).toBeGreaterThan(0);
  await page.close();
}, 120_000);
