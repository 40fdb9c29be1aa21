import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openedSite } from './opened-site.ts';

// In a reader's own colours hues are gone: bars that mean different things must differ in fill, pattern or outline.
const opened = openedSite();

/** How the first bar of a kind is drawn, its size left out. */
const looks = (page: Page, selector: string) =>
  page
    .locator(`[data-view] ${selector}`)
    .first()
    .evaluate((bar) => {
      const { backgroundColor, backgroundImage, borderInlineStartStyle, boxShadow, outlineStyle } =
        getComputedStyle(bar);
      const filled =
        backgroundColor !== 'rgba(0, 0, 0, 0)' &&
        backgroundColor !== getComputedStyle(document.body).backgroundColor;
      return JSON.stringify([
        filled,
        backgroundImage,
        borderInlineStartStyle,
        boxShadow !== 'none',
        outlineStyle,
      ]);
    });

test.each([
  ['stage-tables', ['tr.fused span.bar', 'tr:not(.fused) span.bar']],
  ['head-bill', ['span.bar:not(.regions)', 'span.bar.regions']],
  ['backbone-against-head', ['span.bar.backbone', 'span.bar.maps', 'span.bar.proposals', 'span.bar.answers']],
  ['fused-blocks', ['.released span.bar', 'tr:not(.released) span.bar']],
  ['narrow-wide-narrow', ['span.bar.stays', 'span.bar:not(.stays)']],
] as const)('%s: its kinds of bar are told apart', async (figure, kinds) => {
  const page = await opened.open(`embed/${figure}/`, { forcedColors: 'active' });
  const seen = await Promise.all(kinds.map((kind) => looks(page, kind)));
  await opened.giveBack(page);
  expect(new Set(seen).size, seen.join(' ')).toBe(kinds.length);
});
