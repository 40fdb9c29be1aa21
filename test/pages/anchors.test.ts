import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { builtPages } from '../browser/pages.ts';
import { builtSite } from '../browser/site.ts';

/** The names that a page's elements can be reached by, and those that its links to itself ask for. */
function anchors(markup: string): { readonly ids: Set<string>; readonly asked: string[] } {
  const ids = new Set<string>();
  const asked: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ParentNode): void => {
    for (const child of node.childNodes) {
      if (!('attrs' in child)) continue;
      for (const { name, value } of child.attrs) {
        if (name === 'id') ids.add(value);
        if (name === 'href' && child.tagName === 'a' && value.startsWith('#'))
          asked.push(decodeURIComponent(value.slice(1)));
      }
      walk(child);
    }
  };
  walk(parse(markup));
  return { ids, asked };
}

/** A link to the page's top asks for no name, and a figure's state (phi=1;…) is no place on the page. */
const missing = ({ ids, asked }: ReturnType<typeof anchors>): string[] =>
  asked.filter((id) => id !== '' && !id.includes('=') && !ids.has(id));

test.for(builtPages())('page /%s has a target for each link within it', (path, { expect }) => {
  const file = join(builtSite, path.endsWith('.html') ? path : `${path}index.html`);
  expect(missing(anchors(readFileSync(file, 'utf8')))).toEqual([]);
});

describe('the check itself', () => {
  test('finds a link that leads nowhere', () => {
    const markup =
      '<a href="#here">a</a><a href="#gone">b</a><a href="#">c</a><a href="#phi=1;phi:2">d</a><p id="here">';
    expect(missing(anchors(markup))).toEqual(['gone']);
  });
});
