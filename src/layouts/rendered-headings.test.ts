import { describe, expect, test } from 'vitest';
import { renderedHeadings } from './rendered-headings.ts';

const code = { depth: 2, slug: 'which-is-right-ab0top1', text: "Which is right, a('B0').top1?" };
const plain = { depth: 2, slug: 'why-a--b', text: 'Why A & B?' };

describe('headings of a chapter', () => {
  test('are listed as they are rendered', () => {
    const html = `<h2 id="${plain.slug}">Why A &amp; B?</h2><p>…</p><h2 id="${code.slug}">Which is right, 76.3 or <em>77.1</em>?</h2>`;
    const { headings, html: made } = renderedHeadings(html, [plain, code]);
    expect(headings).toEqual([
      plain,
      { depth: 2, slug: 'which-is-right-763-or-771', text: 'Which is right, 76.3 or 77.1?' },
    ]);
    expect(made).toBe(html.replace(code.slug, 'which-is-right-763-or-771'));
  });

  test('keep anchors that say what they say', () => {
    const html = `<h2 class="x" id="${plain.slug}">Why A &amp; B?</h2>`;
    expect(renderedHeadings(html, [plain])).toEqual({ html, headings: [plain] });
  });

  test('are refused where the page does not hold them', () => {
    expect(() => renderedHeadings('<h3 id="why-a--b">Why A &amp; B?</h3>', [plain])).toThrow(/not rendered/);
  });
});
