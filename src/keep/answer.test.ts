import { expect, test } from 'vitest';
import { type Asking, answer, type Sources } from './answer.ts';
import { type KeptList, storedAddress } from './list.ts';

const root = 'https://example.org/site/';
const hash = 'a'.repeat(64);
const files = ['index.html', 'sources/index.html', '404.html', 'icon.svg'];
const list: KeptList = {
  version: '1',
  bytes: 4,
  files: Object.fromEntries(files.map((path) => [path, [hash, 1] as const])),
};
const offline: Sources['network'] = () => Promise.reject(new TypeError('Failed to fetch'));
const online: Sources['network'] = async () => new Response('of the server', { status: 203 });

/** Answers from a store that holds every file of the list and one script of an older build, or nothing. */
function answered(
  path: string,
  { network = offline, method = 'GET', mode = 'navigate', empty = false, kept = true } = {},
) {
  const request = { url: root + path, method, mode: mode as RequestMode } satisfies Asking;
  const contents = new Map(files.map((file) => [storedAddress(root, file, hash), file]));
  return answer(request, {
    root,
    list: kept ? list : undefined,
    network,
    stored: async (address, ofAnyVersion) => {
      const found = ofAnyVersion && address.endsWith('_astro/old.js') ? 'old script' : contents.get(address);
      return found === undefined || empty
        ? undefined
        : new Response(found, { headers: { 'x-of': 'the store' } });
    },
  });
}
const said = async (response: Promise<Response>) => [(await response).status, await (await response).text()];

test('what is kept is answered from the store, whether or not the server could be asked', async () => {
  for (const network of [offline, online]) {
    expect(await said(answered('sources/?backend=wasm', { network }))).toEqual([200, 'sources/index.html']);
    expect(await said(answered('', { network }))).toEqual([200, 'index.html']);
  }
});

test('a folder without its slash is sent to its page', async () => {
  const response = await answered('sources?a=1');
  expect([response.status, response.headers.get('location')]).toEqual([308, `${root}sources/?a=1`]);
});

test('the head of a file is no file', async () => {
  const response = await answered('icon.svg', { method: 'HEAD', mode: 'cors' });
  expect([response.status, response.headers.get('x-of'), await response.text()]).toEqual([
    200,
    'the store',
    '',
  ]);
});

test('a page that is still open from an older build gets its own scripts', async () => {
  expect(await said(answered('_astro/old.js', { mode: 'cors' }))).toEqual([200, 'old script']);
  expect(await said(answered('_astro/other.js', { mode: 'cors', network: online }))).toEqual([
    203,
    'of the server',
  ]);
});

test('what the site does not have is the server’s to answer, and without it the page for that', async () => {
  expect(await said(answered('no/such/page/', { network: online }))).toEqual([203, 'of the server']);
  expect(await said(answered('no/such/page/'))).toEqual([404, '404.html']);
  await expect(answered('no/such/icon.svg', { mode: 'cors' })).rejects.toThrow('Failed to fetch');
});

test('where the browser has lost a file, or all were removed, the server is asked', async () => {
  expect(await said(answered('', { empty: true, network: online }))).toEqual([203, 'of the server']);
  expect(await said(answered('', { kept: false, network: online }))).toEqual([203, 'of the server']);
  await expect(answered('', { empty: true })).rejects.toThrow('Failed to fetch');
});
