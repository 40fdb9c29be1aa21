import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { keptFiles, keptListOf, withSize } from './kept-files.ts';

const bytes = (text: string) => new TextEncoder().encode(text);
const site = new Map([
  ['sources/index.html', bytes('sources')],
  ['_headers', bytes('/*')],
  ['index.html', bytes('cover')],
  ['keep-worker.js', bytes('worker()')],
  ['kept/list.json', bytes('{}')],
  ['robots.txt', bytes('*')],
]);

test('a site lists what its pages ask for, with hash and size, whatever the order', () => {
  const list = keptListOf(site);
  const hash = (text: string) => createHash('sha256').update(text).digest('hex');
  expect(list.files).toEqual({
    'index.html': [hash('cover'), 5],
    'sources/index.html': [hash('sources'), 7],
  });
  expect(list.bytes).toBe(12);
  expect(keptListOf(new Map([...site].reverse()))).toEqual(list);
});

test('its version is another one where a file differs, comes or goes, and no other time', () => {
  const version = (more: [string, string][], without = '') =>
    keptListOf(
      new Map(
        [...site, ...more.map(([path, text]) => [path, bytes(text)] as const)].filter(
          ([path]) => path !== without,
        ),
      ),
    ).version;
  const same = version([]);
  expect(version([['_headers', '/other']])).toBe(same);
  const others = [
    version([['index.html', 'c0ver']]),
    version([['new.js', '']]),
    version([], 'sources/index.html'),
  ];
  expect(new Set([same, ...others]).size).toBe(4);
});

test('says so in two files, one of them short', () => {
  const said = new Map(
    [...keptFiles(site)].map(([path, content]) => [path, JSON.parse(new TextDecoder().decode(content))]),
  );
  expect(said.get('kept/list.json')).toEqual(keptListOf(site));
  expect(said.get('kept/version.json')).toEqual({ version: keptListOf(site).version });
});

test('a page says how much there is to keep, once', () => {
  const page = '<button><span>Keep<span class="kept-size" data-a></span></span></button>';
  const once = withSize(page, 38_400_000);
  expect(once).toBe('<button><span>Keep<span class="kept-size" data-a> (38\u202fMB)</span></span></button>');
  expect(withSize(once, 1)).toBe(once);
  expect(withSize('<p>none</p>', 1)).toBe('<p>none</p>');
});
