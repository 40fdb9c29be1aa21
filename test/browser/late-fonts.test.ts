import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openedSite } from './opened-site.ts';

// Over a slow line a page is first set in a font of the system. When ours comes in after all, no line of text may move.
const opened = openedSite();

/** One line in each of our faces, as chapters use them. */
const lines = {
  display: '<h1>xylograph</h1>',
  lead: '<p class="lead">xylograph</p>',
  heading: '<h2>xylograph</h2>',
  body: '<p>xylograph</p>',
  italic: '<p><em>xylograph</em></p>',
  bold: '<p><strong>xylograph</strong></p>',
  sans: '<figure><figcaption><p>xylograph</p></figcaption></figure>',
  mono: '<p><code>xylograph</code></p>',
};

/** How far the letters of each stand below the upper edge of their block, in CSS pixels. */
const letters = (page: Page) =>
  page.evaluate(async (all) => {
    const article = document.querySelector('article');
    const below: Record<string, number> = {};
    for (const [name, html] of Object.entries(all)) {
      const box = document.createElement('div');
      box.innerHTML = html;
      article?.append(box);
      await document.fonts.ready;
      const block = box.querySelector('h1, h2, p');
      const range = document.createRange();
      if (block) range.selectNodeContents(block);
      const [first] = range.getClientRects();
      below[name] = Math.round((first?.top ?? Number.NaN) - (block?.getBoundingClientRect().top ?? 0));
    }
    return below;
  }, lines);

test('text stands where it will when our fonts come late', async () => {
  const ours = await opened.open('weighted-fusion/');
  const late = await opened.open('weighted-fusion/', {
    prepare: async (page) => {
      await page.route('**/*.woff2', (route) => route.abort());
    },
  });
  expect(await letters(late)).toEqual(await letters(ours));
});
