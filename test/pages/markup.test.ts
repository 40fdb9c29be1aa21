import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { builtPages } from '../browser/pages.ts';
import { builtSite } from '../browser/site.ts';

type Element = DefaultTreeAdapterTypes.Element;

/** Link texts that say nothing of where they lead. */
const empty = /^(click here|here|more|this|link|read more|go|start|learn more)$/i;

/** What search engines, and browsers that draw a page, miss in its markup. */
function missing(markup: string): string[] {
  const found: string[] = [];
  const tree = parse(markup);
  const all: Element[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if (!('attrs' in child)) continue;
      all.push(child);
      walk(child);
    }
  };
  walk(tree);
  const attribute = (element: Element, name: string) =>
    element.attrs.find((each) => each.name === name)?.value;
  const text = (node: DefaultTreeAdapterTypes.ParentNode): string =>
    node.childNodes
      .map((child) => ('value' in child ? child.value : 'childNodes' in child ? text(child) : ''))
      .join('');
  const named = (name: string): Element[] => all.filter(({ tagName }) => tagName === name);
  const meta = (name: string): string | undefined =>
    named('meta')
      .filter((element) => attribute(element, 'name') === name)
      .map((element) => attribute(element, 'content'))[0];

  if (!/^<!doctype html>/i.test(markup)) found.push('no doctype: the page is drawn in quirks mode');
  if (!/<meta charset="?utf-8"?/i.test(Buffer.from(markup).subarray(0, 1024).toString()))
    found.push('no charset in the first 1,024 bytes');
  if (named('html').every((element) => !attribute(element, 'lang'))) found.push('no language');
  const titles = named('head').flatMap((head) => head.childNodes.filter((node) => node.nodeName === 'title'));
  if (titles.length !== 1 || text(titles[0] as Element).trim() === '') found.push('not one title');
  if (!meta('description')?.trim()) found.push('no description');
  if (!/width=device-width/.test(meta('viewport') ?? '')) found.push('no viewport');
  if (/maximum-scale|user-scalable=no/.test(meta('viewport') ?? '')) found.push('a reader may not zoom');
  for (const link of named('a')) {
    const href = attribute(link, 'href');
    if (href === undefined) continue;
    if (/^javascript:|^$/.test(href)) found.push(`a link that leads nowhere: “${text(link).trim()}”`);
    if (empty.test(text(link).trim())) found.push(`a link that says nothing: “${text(link).trim()}”`);
  }
  for (const image of named('img'))
    if (attribute(image, 'alt') === undefined)
      found.push(`a picture without alt: ${attribute(image, 'src')}`);
  return found;
}

const read = (path: string) =>
  readFileSync(join(builtSite, path.endsWith('.html') ? path : `${path}index.html`), 'utf8');

test.for(builtPages())('page /%s has what search engines and browsers ask for', (path, { expect }) => {
  expect(missing(read(path))).toEqual([]);
});

test('search engines may read every page but those that are no page of their own', () => {
  const barred = builtPages().filter((path) => /<meta name="?robots"? content="?noindex/.test(read(path)));
  expect(barred.filter((path) => !path.startsWith('embed/') && path !== '404.html')).toEqual([]);
  const rules = readFileSync(join(builtSite, 'robots.txt'), 'utf8');
  expect(rules).not.toMatch(/^\s*disallow:\s*\/\s*$/im);
});

test('no two pages have one title or one description', () => {
  const pages = builtPages().filter((path) => !path.startsWith('embed/'));
  for (const part of [/<title>([^<]*)</, /<meta name="?description"? content="([^"]*)"/]) {
    const texts = pages.map((path) => part.exec(read(path))?.[1]);
    expect(texts).not.toContain(undefined);
    expect(texts.filter((text, index) => texts.indexOf(text) < index)).toEqual([]);
  }
});

describe('the check itself', () => {
  test('finds all that a bare page lacks', () => {
    const page =
      '<html><head></head><body><a href="javascript:x()">On</a><a href="/a">here</a><a href="/b">B</a><img src="c.png"></body></html>';
    expect(missing(page)).toEqual([
      'no doctype: the page is drawn in quirks mode',
      'no charset in the first 1,024 bytes',
      'no language',
      'not one title',
      'no description',
      'no viewport',
      'a link that leads nowhere: “On”',
      'a link that says nothing: “here”',
      'a picture without alt: c.png',
    ]);
  });
});
