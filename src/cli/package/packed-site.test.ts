import { expect, test } from 'vitest';
import { keptListOf } from '../../build/kept-files.ts';
import { headersFor, parseHeadersFile } from '../headers-file.ts';
import { packedSite } from './packed-site.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const page =
  '<!DOCTYPE html><html><head><meta charset="utf-8"></head><body><a href="../">up</a></body></html>';
const built = new Map([
  ['_headers', bytes('/old\n  X-Old: yes\n')],
  ['_astro/a.js', bytes('one()')],
  ['embed/a/index.html', bytes(page)],
  ['sources/index.html', bytes(page)],
]);
const packed = packedSite(built, { licence: bytes('Apache'), version: '1.2.3' });
const text = (path: string) => new TextDecoder().decode(packed.get(path));

test('a package is the built site, its licence and where to start', () => {
  const more = ['LICENSE', 'START-HERE.txt', 'kept/list.json', 'kept/version.json'];
  expect([...packed.keys()].sort()).toEqual([...built.keys(), ...more].sort());
  expect(text('_astro/a.js')).toBe('one()');
  expect(text('LICENSE')).toBe('Apache');
  expect(text('START-HERE.txt')).toMatch(/^Phiscope 1\.2\.3\n.*Unpack.*python3 -m http\.server/s);
});

test('its pages name pages, and say on a file what serves them', () => {
  expect(text('sources/index.html')).toContain('<a href="../index.html">');
  expect(text('sources/index.html')).toContain('type <code>python3 -m http.server</code>');
});

test('its headers allow what its pages hold, not what the built ones held', () => {
  const rules = parseHeadersFile(text('_headers'));
  const said = (path: string) => headersFor(rules, path).get('content-security-policy') ?? '';
  const own = /content="([^"]*)"/.exec(text('sources/index.html'))?.[1];
  expect(own).toMatch(/'sha256-/);
  expect(said('/sources/')).toBe(`${own}; frame-ancestors 'none'`);
  expect(said('/sources/index.html')).toBe(said('/sources/'));
  expect(said('/embed/a/')).toBe(`${own}; frame-ancestors *`);
  expect(text('_headers')).not.toContain('X-Old');
});

test('what of it can be kept in a browser are its own pages, not the built ones', () => {
  const said = JSON.parse(text('kept/list.json'));
  expect(said).toEqual(keptListOf(packed));
  expect(said.version).not.toBe(keptListOf(built).version);
});
