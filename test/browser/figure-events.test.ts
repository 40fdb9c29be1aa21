import { expect, test } from 'vitest';
import { schemasByFolder } from '../links/schemas.ts';
import { awake, blockOf, hearFigures } from './figure-page.ts';
import { openedSite } from './opened-site.ts';

// What the shell promises of every figure to the page around it: its view at once and at every change, and what it shows, as plain data.
const opened = openedSite();
const figures = [...schemasByFolder.keys()];

test('there are figures', () => expect(figures.length).toBeGreaterThan(18));

test.each(figures)('%s says its view when it wakes, and what it shows', async (figure) => {
  const page = await opened.browser.newPage();
  await hearFigures(page);
  await page.goto(`${opened.site.url}embed/${figure}/`);
  await page.mouse.move(200, 200);
  await awake(page, figure);
  await page.waitForFunction(() => heardOfFigures.results.length > 0);
  const { views, results } = await page.evaluate(() => heardOfFigures);
  expect(views[0]).toMatch(new RegExp(`^${figure}=\\d+`));
  const [result] = results;
  expect(typeof result).toBe('object');
  // Plain data is what JSON carries whole.
  expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  expect(JSON.stringify(result).length).toBeGreaterThan(20);
  expect(await blockOf(page, figure).count()).toBe(1);
  await page.close();
});
