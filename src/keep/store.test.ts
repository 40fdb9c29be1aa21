import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type KeptList, storedAddress } from './list.ts';
import { fill, keptList, publishedList, publishedVersion, type Store, stored, sweep } from './store.ts';

const root = 'https://example.org/site/';
const hash = (text: string) => createHash('sha256').update(text).digest('hex');

/** A build whose files hold these texts. */
function build(version: string, texts: Readonly<Record<string, string>>): KeptList {
  const files = Object.entries(texts).map(([path, text]) => [path, [hash(text), text.length]] as const);
  return {
    version,
    bytes: files.reduce((sum, [, [, bytes]]) => sum + bytes, 0),
    files: Object.fromEntries(files),
  };
}

/** A store as a browser has it, with room for so many files. */
function storeOf(room = Number.POSITIVE_INFINITY): Store & { readonly content: Map<string, Response> } {
  const content = new Map<string, Response>();
  const urlOf = (asked: RequestInfo | URL) => (asked instanceof Request ? asked.url : String(asked));
  return {
    content,
    match: async (asked) => content.get(urlOf(asked))?.clone(),
    put: async (asked, response) => {
      if (content.size >= room) throw new DOMException('', 'QuotaExceededError');
      content.set(urlOf(asked), response);
    },
    keys: async () => [...content.keys()].map((url) => new Request(url)),
    delete: async (asked) => content.delete(urlOf(asked)),
  };
}

const texts = {
  'index.html': 'cover',
  'sources/index.html': 'sources',
  '_astro/a.js': 'one()',
  'b.bin': 'x'.repeat(1000),
};
/** What the server holds, by the address that is asked for without its query. */
let served: Map<string, string | number>;
let requests: string[];

beforeEach(() => {
  served = new Map(
    Object.entries(texts).map(([path, text]) => [root + path.replace('index.html', ''), text] as const),
  );
  requests = [];
  vi.stubGlobal('fetch', async (address: string, { signal }: { signal?: AbortSignal } = {}) => {
    signal?.throwIfAborted();
    requests.push(address);
    const found = served.get(address.replace(/\?.*/, ''));
    if (found === undefined) throw new TypeError('Failed to fetch');
    return typeof found === 'number'
      ? new Response('', { status: found })
      : new Response(found, { headers: { 'content-type': 'text/x', vary: 'accept-encoding' } });
  });
});
afterEach(() => vi.unstubAllGlobals());

const list = build('1', texts);
const filling = (store: Store, of = list, signal = new AbortController().signal) => {
  const heard: [number, number][] = [];
  const done = fill({ root, list: of, store, signal, onProgress: (...progress) => heard.push(progress) });
  return { done, heard };
};
const failure = (promise: Promise<unknown>) =>
  promise.then(
    () => 'none',
    (error) => error.failure ?? error,
  );

describe('a store', () => {
  test('is filled with every file, its own headers with it, and then with the list', async () => {
    const store = storeOf();
    const { done, heard } = filling(store);
    await done;
    expect(await keptList(root, store)).toEqual(list);
    expect(store.content.size).toBe(5);
    const cover = await store.match(storedAddress(root, 'index.html', hash('cover')));
    expect([await cover?.text(), cover?.headers.get('content-type'), cover?.headers.get('vary')]).toEqual([
      'cover',
      'text/x',
      null,
    ]);
    expect([heard[0], heard.at(-1)]).toEqual([
      [0, list.bytes],
      [list.bytes, list.bytes],
    ]);
    for (let i = 1; i < heard.length; i++) expect(heard[i]![0]).toBeGreaterThanOrEqual(heard[i - 1]![0]);
  });

  test('is asked once for what two builds share, and holds the old list until all of the new one is there', async () => {
    const store = storeOf();
    await filling(store).done;
    const next = build('2', { ...texts, 'index.html': 'new cover' });
    requests = [];
    served.delete(root);
    expect(await failure(filling(store, next).done)).toEqual({ what: 'unreachable' });
    expect((await keptList(root, store))?.version).toBe('1');
    served.set(root, 'new cover');
    const { done, heard } = filling(store, next);
    await done;
    expect(heard[0]).toEqual([0, 'new cover'.length]);
    expect(requests.every((address) => address.startsWith(`${root}?`))).toBe(true);
    expect((await keptList(root, store))?.version).toBe('2');
    // Pages that are open still find the old cover; the sweep takes it.
    expect((await stored(store)).size).toBe(6);
    await sweep(root, next, store);
    expect((await stored(store)).size).toBe(5);
    expect(await store.match(storedAddress(root, 'index.html', hash('cover')))).toBeUndefined();
  });

  test('that was broken off goes on where it was', async () => {
    const store = storeOf();
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [`${i}.bin`, `${i}`.repeat(50)]));
    for (const [path, text] of Object.entries(many)) served.set(root + path, text);
    served.delete(`${root}19.bin`);
    const long = build('1', many);
    expect(await failure(filling(store, long).done)).toEqual({ what: 'unreachable' });
    const before = (await stored(store)).size;
    expect(before).toBeGreaterThan(10);
    served.set(`${root}19.bin`, many['19.bin'] ?? '');
    requests = [];
    await filling(store, long).done;
    expect(requests).toHaveLength(20 - before);
    expect(await keptList(root, store)).toEqual(long);
  });

  test.each<[string, string | number, object]>([
    ['another file', 'other', { what: 'differs', path: '_astro/a.js' }],
    ['a longer one', 'one() and more', { what: 'differs', path: '_astro/a.js' }],
    ['no file', 404, { what: 'differs', path: '_astro/a.js' }],
    ['a fault', 503, { what: 'unreachable' }],
  ])('takes %s from no server', async (_what, answer, expected) => {
    const store = storeOf();
    served.set(`${root}_astro/a.js`, answer);
    const { done, heard } = filling(store);
    expect(await failure(done)).toEqual(expected);
    expect(await keptList(root, store)).toBeUndefined();
    expect(await store.match(storedAddress(root, '_astro/a.js', hash('one()')))).toBeUndefined();
    for (const [loaded, total] of heard) expect(loaded).toBeLessThanOrEqual(total);
  });

  test('that has no room says how much it would have needed', async () => {
    expect(await failure(filling(storeOf(2)).done)).toEqual({ what: 'full', bytes: list.bytes });
  });

  test('can be stopped, and then holds no list', async () => {
    const store = storeOf();
    const stop = new AbortController();
    const { done } = filling(store, list, stop.signal);
    stop.abort('by the reader');
    expect(await done.catch((reason) => reason)).toBe('by the reader');
    expect(await keptList(root, store)).toBeUndefined();
  });
});

test('what the server has now is asked of it, and said where it cannot be', async () => {
  served.set(`${root}kept/list.json`, JSON.stringify(list));
  served.set(`${root}kept/version.json`, '{"version":"1"}');
  expect(await publishedList(root)).toEqual(list);
  expect(await publishedVersion(root)).toBe('1');
  served.set(`${root}kept/list.json`, '<!doctype html>');
  expect(await failure(publishedList(root))).toEqual({ what: 'no-list' });
  served.set(`${root}kept/list.json`, 404);
  expect(await failure(publishedList(root))).toEqual({ what: 'no-list' });
  served.clear();
  expect(await failure(publishedList(root))).toEqual({ what: 'unreachable' });
  expect(await publishedVersion(root)).toBeUndefined();
});
