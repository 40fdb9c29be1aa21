import { expect, test } from 'vitest';
import { portablePage } from './portable-page.ts';
import { rootlessPage } from './rootless-page.ts';

const html =
  '<!DOCTYPE html><html data-root="/"><head><link rel="icon" href="/icon.svg"><link rel="stylesheet" href="/_astro/a.css"></head>' +
  '<body><a href="/">c</a><a href="/s/?a=1&amp;b=2">s</a><a href="https://arxiv.org/">x</a><a href="#main">m</a></body></html>' +
  '<script type="module" src="/_astro/p.js"></script>';
const sheet = async (path: string) =>
  `@font-face{font-family:"${path}";src:url(./a.woff2)}@font-face{src:local(Georgia)}a{color:red}@font-face{src:url(b.woff2)}`;

test('a page that is shown anywhere asks for none of the site’s files, and keeps their paths', async () => {
  const rootless = await rootlessPage(html, sheet);
  expect(rootless).not.toMatch(/(?<![\w-])(?:href|src)="\//);
  for (const part of [
    'href="data:," data-own-href="icon.svg"',
    '<style>@font-face{src:local(Georgia)}a{color:red}</style><link rel="stylesheet" data-own-href="_astro/a.css">',
    '<a data-own-href="">c</a>',
    '<a data-own-href="s/?a=1&amp;b=2">',
    '<a href="https://arxiv.org/">',
    '<a href="#main">',
    '<script type="module" data-own-src="_astro/p.js">',
  ])
    expect(rootless).toContain(part);
  expect(rootless).not.toContain('woff2');
});

test('its style may stand in the page', async () => {
  const rootless = await rootlessPage(html, sheet);
  const { html: page, policy } = portablePage(rootless, 0);
  expect(policy).toMatch(/style-src 'self' 'sha256-/);
  expect(page).toContain('<a data-own-href="">c</a>');
});
