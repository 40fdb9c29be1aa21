import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTreeAdapterTypes, parse } from 'parse5';
import { describe, expect, test } from 'vitest';
import { builtPages } from '../browser/pages.ts';
import { builtSite } from '../browser/site.ts';

/** Formulas and code that a browser's translator may touch: names of elements with the beginning of their text. */
function offered(markup: string): string[] {
  const found: string[] = [];
  const walk = (node: DefaultTreeAdapterTypes.ParentNode, barred: boolean): void => {
    for (const child of node.childNodes) {
      if (!('attrs' in child)) continue;
      const attributes = new Map(child.attrs.map(({ name, value }) => [name, value]));
      const own = barred || attributes.get('translate') === 'no';
      const isFormula =
        attributes.get('class')?.split(' ').includes('katex') || attributes.get('role') === 'math';
      const isCode = ['code', 'pre', 'samp', 'kbd'].includes(child.tagName);
      if ((isFormula || isCode) && !own) found.push(`<${child.tagName}> ${textOf(child).slice(0, 40)}`);
      walk(child, own);
    }
  };
  walk(parse(markup), false);
  return found;
}

const textOf = (node: DefaultTreeAdapterTypes.ParentNode): string =>
  node.childNodes
    .map((child) => ('value' in child ? child.value : 'childNodes' in child ? textOf(child) : ''))
    .join('');

test.for(builtPages())('page /%s offers no formula and no code to a translator', (path, { expect }) => {
  const file = join(builtSite, path.endsWith('.html') ? path : `${path}index.html`);
  expect(offered(readFileSync(file, 'utf8'))).toEqual([]);
});

describe('the check itself', () => {
  test('finds what is offered, and leaves alone what is not', () => {
    const markup =
      '<p>a <code>b</code> <code translate="no">c</code></p><pre translate="no"><code>d</code></pre><span class="x katex">e</span><span role="math" translate="no">f</span>';
    expect(offered(markup)).toEqual(['<code> b', '<span> e']);
  });
});
