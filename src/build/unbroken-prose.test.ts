import { expect, test } from 'vitest';
import { unbrokenProse } from './unbroken-prose.ts';

const page = (body: string) =>
  `<!doctype html><html><head><title>φ = 1</title></head><body>${body}</body></html>`;

test('running text keeps a symbol and its value together, across its own elements', () => {
  expect(unbrokenProse(page('<p>At φ = −1.0 a side of <em>42 px</em> &amp; maps of 7 × 7 cells.</p>'))).toBe(
    page('<p>At φ\u00a0=\u00a0−1.0 a side of <em>42\u00a0px</em> &amp; maps of 7\u00a0×\u00a07 cells.</p>'),
  );
});

test('a note at the margin is running text, too', () => {
  expect(unbrokenProse(page('<aside>It says r = 2.0.</aside>'))).toBe(
    page('<aside>It says r\u00a0=\u00a02.0.</aside>'),
  );
});

test('what is no running text stays as it is', () => {
  for (const body of [
    '<p><code>d = 1</code></p>',
    '<pre>a = 1</pre>',
    '<p><span class="katex">φ = 1</span></p>',
    '<astro-island><p>φ = 1</p></astro-island>',
    '<p><svg><text>42 px</text></svg></p>',
    '<div>φ = 1</div>',
    '<p title="φ = 1">all three</p>',
  ])
    expect(unbrokenProse(page(body))).toBe(page(body));
});
