import { unzipSync } from 'fflate';
import { afterEach, expect, test } from 'vitest';
import { zipped } from './zip.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const files = new Map([
  ['index.html', bytes('<p>cover</p>'.repeat(100))],
  ['_astro/serif.woff2', bytes('font '.repeat(100))],
  ['a/b/index.html', bytes('deep')],
]);

const zone = process.env.TZ;
afterEach(() => {
  if (zone === undefined) delete process.env.TZ;
  else process.env.TZ = zone;
});

test('a zip holds every file in its folder, byte for byte', () => {
  const unpacked = unzipSync(zipped(files, 'phiscope-1.0.0'));
  expect(Object.keys(unpacked)).toEqual(
    ['_astro/serif.woff2', 'a/b/index.html', 'index.html'].map((path) => `phiscope-1.0.0/${path}`),
  );
  for (const [path, content] of files) expect(unpacked[`phiscope-1.0.0/${path}`]).toEqual(content);
});

test('the same files give the same bytes, in any order and in any time zone', () => {
  process.env.TZ = 'UTC';
  const first = zipped(files, 'a');
  for (const place of ['Pacific/Kiritimati', 'Pacific/Pago_Pago']) {
    process.env.TZ = place;
    expect(zipped(new Map([...files].reverse()), 'a')).toEqual(first);
  }
});

test('text is made smaller, and what is compressed already is only laid in', () => {
  const size = (path: string) => zipped(new Map([[path, bytes('again and '.repeat(500))]]), 'a').length;
  expect(size('a.html')).toBeLessThan(300);
  expect(size('a.woff2')).toBeGreaterThan(5_000);
});
