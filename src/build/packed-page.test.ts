import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { ofPage, packedPage } from './packed-page.ts';
import { portablePage } from './portable-page.ts';

const built = (body: string, more = '') =>
  portablePage(
    '<!DOCTYPE html><html data-root="/"><head><meta charset="utf-8"><script>one()\n// last words</script>' +
      '<link rel="preload" href="/_astro/a.woff2" as="font"><link rel="stylesheet" href="/_astro/a.css"></head>' +
      `<body>${body}</body></html>${more}`,
    1,
  );
const module = '<script type="module" src="/_astro/p.js"></script>';
const packed = (body: string, more = '') => packedPage(built(body, more).html, 1, 'Opened as a file.');

/** What the page's own scripts do where it has this address, on a document that holds only what they ask for. */
function run(html: string, protocol: string) {
  const ran: string[] = [];
  const notice = { hidden: true };
  for (const [, code = ''] of html.matchAll(/<script>(.*?)<\/script>/gs))
    new Function('location', 'document', 'one', code)(
      { protocol },
      {
        currentScript: { previousElementSibling: notice },
        fonts: [],
        querySelectorAll: (asked: string) => {
          ran.push(asked);
          return [];
        },
      },
      () => ran.push('one'),
    );
  return { ran, shown: !notice.hidden };
}

test('a link to a folder names its page, and keeps what follows', () => {
  expect(['./', '../', '../sources/', './a/b/?c=1#d', '../a/#figure=1;x:2'].map(ofPage)).toEqual([
    './index.html',
    '../index.html',
    '../sources/index.html',
    './a/b/index.html?c=1#d',
    '../a/index.html#figure=1;x:2',
  ]);
  const others = ['#here', '', 'https://arxiv.org/abs/', '../icon.svg', '../a?b=/', 'mailto:a@b.c'];
  expect(others.map(ofPage)).toEqual(others);
  const { html } = packed(
    '<a href="/sources/?a=1&amp;b=2">s</a><a href="/">c</a><svg><a href="/x/"></a></svg>',
  );
  expect([...html.matchAll(/<a href="([^"]*)"/g)].map(([, href]) => href)).toEqual([
    '../sources/index.html?a=1&amp;b=2',
    '../index.html',
    '../x/index.html',
  ]);
});

test('a file runs none of the page’s scripts, and shows the sentence; a served page the other way round', () => {
  const { html } = packed('<p>Text</p>', module);
  expect(html).toContain('<body><p class="as-file" role="note" hidden>Opened as a file.</p><script>');
  expect(run(html, 'file:')).toEqual({ ran: [], shown: true });
  const restored = 'link[data-served-href],script[data-served-src]';
  expect(run(html, 'http:')).toEqual({ ran: ['one', restored, restored], shown: false });
});

test('what browsers refuse to a file has no address until the page is served; its style sheet has', () => {
  const { html } = packed('<script type="application/json">{"a":1}</script>', module);
  expect(html).toContain('<link rel="preload" data-served-href="../_astro/a.woff2" as="font">');
  expect(html).toContain('<script type="module" data-served-src="../_astro/p.js"></script>');
  expect(html).toContain('<link rel="stylesheet" href="../_astro/a.css">');
  expect(html).toContain('<script type="application/json">{"a":1}</script>');
});

test('the page has one policy, which allows the scripts as they now stand and no others', () => {
  const { html, policy } = packed('', module);
  expect(html.match(/Content-Security-Policy/g)).toHaveLength(1);
  expect(html).toMatch(/<meta charset="utf-8"><meta http-equiv="Content-Security-Policy"/);
  const hash = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
  const scripts = [...html.matchAll(/<script>(.*?)<\/script>/gs)].map(([, code = '']) => hash(code));
  expect(scripts).toHaveLength(4);
  expect(policy.match(/'sha256-[^']+'/g)).toEqual(scripts);
});

test('an inline module and a page without a body are refused', () => {
  expect(() => packed('<script type="module">import "./a.js"</script>')).toThrow('inline module');
  expect(() => packed('<script type="module" data-own-src="p.js"></script>')).not.toThrow();
  expect(() => packedPage('<p>fragment</p>', 0, '')).toThrow('no head or no body');
});
