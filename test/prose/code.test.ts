import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { pages } from './read-pages.ts';
import { tidy, wordsOf } from './sentences.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** What only a program says: a call, a member, a template, a value that is none. */
const code =
  /[\w\])]\(['"`\w[{]*['"`]|['"`]?\)\.\w|\b[a-z]\w*\.[a-z]\w+\(|=>|\$\{|\{[\w.]+\}|\[object |\bundefined\b|\bNaN\b|\bInfinity\b|&(?:amp|nbsp|quot);/;

/** What a page says where a reader finds his way by it: its title, headings, contents, and what stands for a picture. */
function signposts(html: string): { readonly where: string; readonly text: string }[] {
  const found: { where: string; text: string }[] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node, inContents: boolean): void => {
    if (!('childNodes' in node)) return;
    const attrs = 'attrs' in node ? node.attrs : [];
    for (const { name, value } of attrs)
      if (
        ['alt', 'title', 'aria-label', 'placeholder'].includes(name) ||
        (name === 'content' && /\s/.test(value) && !value.includes("'self'"))
      )
        found.push({ where: name, text: value });
    const contents =
      inContents || attrs.some(({ name, value }) => name === 'class' && /\bcontents\b/.test(value));
    const isSign =
      /^(h[1-6]|title|figcaption|caption|th|button|option|label|summary|legend|dt)$/.test(node.nodeName) ||
      (contents && node.nodeName === 'a');
    if (isSign) found.push({ where: node.nodeName, text: tidy(wordsOf(node)) });
    for (const child of node.childNodes) visit(child, contents);
  };
  visit(parse(html), false);
  return found;
}

const coded = (html: string) => signposts(html).filter(({ text }) => code.test(text));

/** The headings of a chapter's text by their anchors, and the entries of its contents. */
function listed(html: string): {
  readonly headings: Map<string, string>;
  readonly entries: [string, string][];
} {
  const headings = new Map<string, string>();
  const entries: [string, string][] = [];
  const visit = (node: DefaultTreeAdapterTypes.Node, inContents: boolean): void => {
    if (!('childNodes' in node)) return;
    const value = (name: string) =>
      'attrs' in node ? (node as Element).attrs.find((each) => each.name === name)?.value : undefined;
    const contents = inContents || (node.nodeName === 'nav' && /\bcontents\b/.test(value('class') ?? ''));
    const id = value('id');
    if (node.nodeName === 'h2' && id) headings.set(id, tidy(wordsOf(node)));
    if (contents && node.nodeName === 'a')
      entries.push([(value('href') ?? '').slice(1), tidy(wordsOf(node))]);
    for (const child of node.childNodes) visit(child, contents);
  };
  visit(parse(html), false);
  return { headings, entries };
}

const letters = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

describe.for(pages.map((page) => [page.path, page] as const))('page /%s', ([, { html }]) => {
  test('shows no code in a title, a heading, the contents, a caption, a label or an alternative text', () => {
    expect(coded(html)).toEqual([]);
  });

  test('lists its sections as they are headed, under anchors made of what they say', () => {
    const { headings, entries } = listed(html);
    for (const [anchor, text] of entries) {
      expect(headings.get(decodeURIComponent(anchor)), anchor).toBe(text);
      expect(letters(anchor)).toBe(letters(text));
    }
  });
});

test('most pages have contents', () => {
  expect(pages.filter(({ html }) => listed(html).entries.length > 1).length).toBeGreaterThan(8);
});

describe('the check itself', () => {
  test.for([
    `<h2>Which accuracy is right, earlier('B0').top1 or v5('B0').top1?</h2>`,
    '<nav class="contents"><a href="#x">Of {names.length} networks</a></nav>',
    '<title>undefined · Phiscope</title>',
    '<img alt="B0 has $' + '{parameters} parameters">',
    '<figcaption>AP NaN on 1,000 scenes</figcaption>',
    '<table><caption>[object Object]</caption></table>',
    '<p aria-label="values.map((v) => v.name)">x</p>',
    '<meta name="description" content="Twice value.toFixed(2) of it">',
  ])('finds %s', (html) => expect(coded(html)).toHaveLength(1));

  test('accepts what people write', () => {
    const html = `<h2>Is B3 the network with φ = 3? (No.)</h2><h2>f(x) = x · σ(x)</h2><figcaption>“P6” (a map), e.g. of D0; AP, AP50</figcaption>`;
    expect(coded(html)).toEqual([]);
  });

  test('finds an entry that is not its heading, and an anchor made of code', () => {
    const html = `<nav class="contents"><a href="#rightearlierb0">Right, 76.3?</a></nav><h2 id="rightearlierb0">Right, 76.3?</h2>`;
    const { headings, entries } = listed(html);
    expect(headings.get('rightearlierb0')).toBe('Right, 76.3?');
    expect(letters(entries[0]![0])).not.toBe(letters(entries[0]![1]));
  });
});
