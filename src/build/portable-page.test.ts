import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { portablePage, portableStyle, relativeRoot } from './portable-page.ts';

function page(head: string, body: string): string {
  return `<!DOCTYPE html><html lang="en" data-root="/"><head>${head}</head><body>${body}</body></html>`;
}

function hash(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

describe('a portable page', () => {
  it('names its own files relative to itself, however deep it lies', () => {
    const html = page(
      '<link href="/_astro/a.css" rel="stylesheet">',
      '<a href="/">c</a><a href="/sources/#x">s</a><img src="/pictures/cat.jpg" srcset="/a.jpg 1x, /b.jpg 2x">' +
        '<astro-island component-url="/_astro/F.js" renderer-url="/_astro/c.js"></astro-island><svg><use href="/i.svg#a"></use></svg>',
    );
    const deep = portablePage(html, 2).html;
    for (const part of [
      'data-root="../../"',
      'href="../../_astro/a.css"',
      '<a href="../../">',
      'href="../../sources/#x"',
      'src="../../pictures/cat.jpg"',
      'srcset="../../a.jpg 1x, ../../b.jpg 2x"',
      'component-url="../../_astro/F.js"',
      'renderer-url="../../_astro/c.js"',
      '<use href="../../i.svg#a">',
    ]) {
      expect(deep).toContain(part);
    }
    expect(portablePage(html, 0).html).toContain('component-url="./_astro/F.js"');
    expect(deep).not.toMatch(/(?:href|src|url)="\//);
  });

  it('leaves alone what is not an address of its own', () => {
    const body =
      '<a href="https://arxiv.org/abs/1">a</a><a href="//other.org/">b</a><a href="#here">c</a><code>href="/x/"</code>' +
      '<p title="/sources/">/sources/</p><a href="data:text/plain,1">d</a>';
    expect(portablePage(page('', body), 3).html).toContain(body);
  });

  it('keeps every other character of the page', () => {
    const body = '<p>φ &amp; “d”&nbsp;×<br/>A  b</p><a\n  href="/s/?a=1&amp;b=2">x</a>';
    const { html } = portablePage(page('', body), 1);
    expect(html.replace(/<meta http-equiv[^>]*>/, '')).toBe(
      page('', body).replace('data-root="/"', 'data-root="../"').replace('"/s/', '"../s/'),
    );
  });

  it('allows its inline scripts and styles by their hash, and no others', () => {
    const script = "document.title = '<b>';";
    const style = 'a{color:red}';
    const { policy } = portablePage(
      page(
        `<script>${script}</script><style>${style}</style>`,
        '<script type="application/json">{}</script>',
      ),
      0,
    );
    const directives = new Map(policy.split('; ').map((one) => [one.split(' ')[0], one.split(' ').slice(1)]));
    expect(directives.get('default-src')).toEqual(["'none'"]);
    expect(directives.get('script-src')).toEqual(["'self'", hash(script), "'wasm-unsafe-eval'"]);
    expect(directives.get('style-src')).toEqual(["'self'", hash(style)]);
    expect(policy).not.toContain("'unsafe-eval'");
    expect(directives.get('base-uri')).toEqual(["'none'"]);
    expect(directives.get('form-action')).toEqual(["'none'"]);
  });

  it('states its policy after the encoding and before any script', () => {
    const { html } = portablePage(page('<meta charset="utf-8"><script>1</script>', ''), 0, [
      '_astro/f.woff2',
    ]);
    expect(html).toMatch(
      /<head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy"[^>]*><link rel="preload" href="\.\/_astro\/f\.woff2"/,
    );
  });

  it('refuses a page without a head that a policy could stand in', () => {
    expect(() => portablePage('<p>fragment</p>', 0)).toThrow('head');
  });
});

describe('a portable style sheet', () => {
  it('names its files relative to itself', () => {
    expect(
      portableStyle('a{src:url(/f/a.woff2) url("/b.svg") url(data:x) url(//c.org/d) url(e.png)}', 1),
    ).toBe('a{src:url(../f/a.woff2) url("../b.svg") url(data:x) url(//c.org/d) url(e.png)}');
  });

  it('finds the root from any depth', () => {
    expect([0, 1, 3].map(relativeRoot)).toEqual(['./', '../', '../../../']);
  });
});
