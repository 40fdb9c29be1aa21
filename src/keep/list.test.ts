import { expect, test } from 'vitest';
import {
  asked,
  isAnswered,
  type KeptList,
  keptListAddress,
  missingFrom,
  storedAddress,
  storedAddresses,
  storeName,
} from './list.ts';

const root = 'https://example.org/a%20class/';
const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const list: KeptList = {
  version: '1',
  bytes: 6,
  files: { 'index.html': [a, 1], 'sources/index.html': [a, 2], '_astro/x.js': [b, 3], 'icon.svg': [b, 4] },
};

test.for<[string, ReturnType<typeof asked>]>([
  ['', { is: 'file', stored: `${root}?kept=aaaaaaaaaaaaaaaa` }],
  ['index.html', { is: 'file', stored: `${root}?kept=aaaaaaaaaaaaaaaa` }],
  ['sources/?backend=wasm#view=1', { is: 'file', stored: `${root}sources/?kept=aaaaaaaaaaaaaaaa` }],
  ['_astro/x.js', { is: 'file', stored: `${root}_astro/x.js?kept=bbbbbbbbbbbbbbbb` }],
  ['sources?a=1', { is: 'moved', to: `${root}sources/?a=1` }],
  ['_astro/old.js', { is: 'other-version' }],
  ['no/such/page/', { is: 'missing' }],
  ['constructor', { is: 'missing' }],
  ['%E0%A4%A', { is: 'missing' }],
])('of what is kept, %s asks for', ([path, expected], { expect }) => {
  expect(asked(root + path, root, list)).toEqual(expected);
});

test('what the store is filled from, what tells of a new build and what lies beside the site pass by', () => {
  const own = ['', 'sources/', 'no/such/page', 'kept/other.json'].map((path) => root + path);
  expect(own.map((address) => isAnswered(address, root))).toEqual(own.map(() => true));
  const others = [
    ...['icon.svg?kept=bbbbbbbbbbbbbbbb', 'kept/list.json', 'kept/version.json', 'keep-worker.js'].map(
      (path) => root + path,
    ),
    'https://example.org/',
    'https://example.org/a%20classroom/',
    'https://other.org/a%20class/',
  ];
  expect(others.map((address) => isAnswered(address, root))).toEqual(others.map(() => false));
});

test('a version of a file is stored under an address that no other version has', () => {
  expect(storedAddress(root, 'a b/index.html', a)).toBe(`${root}a%20b/?kept=aaaaaaaaaaaaaaaa`);
  expect(storedAddress(root, 'a b/index.html', a)).not.toBe(storedAddress(root, 'a b/index.html', b));
  expect(storedAddresses(root, list)).toEqual(
    new Set([
      keptListAddress(root),
      `${root}?kept=aaaaaaaaaaaaaaaa`,
      `${root}sources/?kept=aaaaaaaaaaaaaaaa`,
      `${root}_astro/x.js?kept=bbbbbbbbbbbbbbbb`,
      `${root}icon.svg?kept=bbbbbbbbbbbbbbbb`,
    ]),
  );
});

test('copies of the site on one host keep apart', () => {
  expect(storeName(root)).not.toBe(storeName('https://example.org/other/'));
});

test('of a new build only what differs is missing', () => {
  expect(missingFrom(new Set(), root, list)).toHaveLength(4);
  const stored = storedAddresses(root, list);
  expect(missingFrom(stored, root, list)).toEqual([]);
  const next: KeptList = { ...list, files: { ...list.files, 'index.html': [b, 7], 'new.css': [a, 8] } };
  expect(missingFrom(stored, root, next).map(({ path, bytes }) => [path, bytes])).toEqual([
    ['index.html', 7],
    ['new.css', 8],
  ]);
});
