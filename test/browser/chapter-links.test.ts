import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fragmentOf, readFragment } from '../../src/parts/shell/schema.ts';
import { givenAway } from '../links/given-away.ts';
import { schemas } from '../links/schemas.ts';
import { awake, blockOf, hearFigures, viewOf } from './figure-page.ts';
import { openedSite } from './opened-site.ts';
import { builtPages } from './pages.ts';
import { builtSite } from './site.ts';

// A link to a figure brings it on screen, awake and in the view that was linked to, wherever in a chapter it stands.
const opened = openedSite();

/** Each figure of each chapter and of the cover, by the page's path. */
const places = builtPages()
  .filter((path) => !path.startsWith('embed/') && !path.endsWith('.html'))
  .flatMap((path) => {
    const html = readFileSync(join(builtSite, path, 'index.html'), 'utf8');
    return [...html.matchAll(/data-view="([\w-]+)/g)].map(([, figure]) => [path, figure!] as const);
  });

/** The figure of a page that a link leads to: of those that it names the first that stands there, by the name of today. */
function ledTo(path: string, link: string): string | undefined {
  const html = readFileSync(join(builtSite, path, 'index.html'), 'utf8');
  const figures = [...html.matchAll(/data-view="([\w -]+)"/g)].map(([, called]) => called!.split(' '));
  const names = link
    .slice(1)
    .split('&')
    .map((part) => part.replace(/=.*/, ''));
  return names.flatMap((name) => figures.find((called) => called.includes(name))?.[0] ?? [])[0];
}

/** How far the figure's title is from the top of the screen, in pixels, where it is on screen at all. */
const distance = (figure: string): number | null => {
  const { top } = document.querySelector(`#${figure}-title`)!.getBoundingClientRect();
  return top >= 0 && top < innerHeight ? top : null;
};

test('every figure stands in a chapter or on the cover', () => {
  const shown = new Set(places.map(([, figure]) => figure));
  expect(givenAway.map(([figure]) => figure).filter((figure) => !shown.has(figure))).toEqual([]);
});

test.concurrent.for(places)('/%s leads to %s', async ([path, figure], { expect }) => {
  const [, link] = givenAway.find(([name, each]) => name === figure && ledTo(path, each) === figure)!;
  const page = await opened.open(`${path}${link}`, {
    viewport: { width: 1366, height: 768 },
    prepare: hearFigures,
  });
  await awake(page, figure);
  await expect.poll(() => page.evaluate(distance, figure)).not.toBeNull();
  const schema = schemas.find(({ id }) => id === figure)!;
  await expect.poll(() => viewOf(page, figure)).toBe(fragmentOf(schema, readFragment(schema, link).view));
  // Whoever is brought to a figure has not touched the others.
  const others = page.locator(`astro-island:not([ssr]) > [data-view]:not([data-view~="${figure}"])`);
  expect(await others.count()).toBe(0);
  await opened.giveBack(page);
});

test('a copied link brings the figure on screen in its usual view too, whatever else is in the address', async () => {
  const context = await opened.browser.newContext({
    viewport: { width: 1366, height: 768 },
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  const page = await context.newPage();
  await hearFigures(page);
  await page.goto(`${opened.site.url}weighted-fusion/#mix-two-maps=2;a:1`);
  await awake(page, 'mix-two-maps');
  const rules = blockOf(page, 'softmax-against-fast');
  await rules.getByRole('button', { name: 'Copy link' }).click();
  await rules.getByText('Link copied').waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(new URL(link).hash).toBe('#softmax-against-fast=1&mix-two-maps=2;a:1');
  await page.goto('about:blank');
  await page.goto(link);
  await awake(page, 'softmax-against-fast');
  await expect.poll(() => page.evaluate(distance, 'softmax-against-fast')).not.toBeNull();
  await context.close();
});

test('a link within a page wakes the figure and goes to it, and one that is awake follows it', async () => {
  const page = await opened.browser.newPage({ viewport: { width: 1366, height: 768 } });
  await hearFigures(page);
  await page.goto(`${opened.site.url}weighted-fusion/`, { waitUntil: 'networkidle' });
  const go = (hash: string) =>
    page.evaluate((next) => {
      location.hash = next;
    }, hash);
  await go('mix=1;a:-0.5,b:2.25');
  await awake(page, 'mix-two-maps');
  await expect.poll(() => page.evaluate(distance, 'mix-two-maps')).not.toBeNull();
  expect(await viewOf(page, 'mix-two-maps')).toBe('mix-two-maps=2;a:-0.5,b:2.25');
  await page.evaluate(() => scrollTo(0, 0));
  await go('mix-two-maps=2;a:3');
  await expect.poll(() => viewOf(page, 'mix-two-maps')).toBe('mix-two-maps=2;a:3');
  await expect.poll(() => page.evaluate(distance, 'mix-two-maps')).not.toBeNull();
  // It was a step of its own.
  await blockOf(page, 'mix-two-maps').getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => viewOf(page, 'mix-two-maps')).toBe('mix-two-maps=2;a:-0.5,b:2.25');
  await page.close();
});

test('who comes back to a page is left where they were', async () => {
  const page = await opened.browser.newPage({ viewport: { width: 1366, height: 768 } });
  await hearFigures(page);
  await page.goto(`${opened.site.url}weighted-fusion/#mix-two-maps=2;a:1`, { waitUntil: 'networkidle' });
  await expect.poll(() => page.evaluate(distance, 'mix-two-maps')).not.toBeNull();
  await page.evaluate(() => scrollTo({ top: document.body.scrollHeight, behavior: 'instant' }));
  const left = await page.evaluate(() => scrollY);
  await page.reload({ waitUntil: 'networkidle' });
  await awake(page, 'mix-two-maps');
  await expect.poll(() => page.evaluate(() => scrollY)).toBeGreaterThan(left - 200);
  await page.close();
});
