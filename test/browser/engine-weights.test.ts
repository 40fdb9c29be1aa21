import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EngineHarness } from './engine-harness.ts';

/** What the server of weights sends in the place of a file, by its place in this list; the part of it that is asked for. */
const bodies: Buffer[] = [];
const server = createServer(({ url = '', headers }, response) => {
  const body = bodies[Number(url.slice(1))] ?? Buffer.alloc(0);
  const start = startOf(headers.range);
  const part = { 'Content-Range': `bytes ${start}-${body.length - 1}/${body.length}` };
  response.writeHead(start > 0 ? 206 : 200, {
    'Content-Length': body.length - start,
    ...(start > 0 && part),
  });
  response.end(body.subarray(start));
});
/** The first byte that is asked for. */
const startOf = (range: string | undefined) => Number(/^bytes=(\d+)-$/.exec(range ?? '')?.[1] ?? 0);

const harness = new EngineHarness();
beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await Promise.all([harness.open(), once(server, 'listening')]);
});
afterAll(async () => {
  await harness.close();
  server.close();
});

const fileOf = (id: string) =>
  readFileSync(new URL(`../../models/checkpoints/${id}/weights.safetensors`, import.meta.url));
const weights = fileOf('efficientnet-b0');
/** One that runs in a moment. */
const small = 'study-width-0.175';
const smallFile = fileOf(small);
const pattern = /\.safetensors$/;

/** Loads B0, or another one that ships, in a worker of its own; what it ended with and what was told on the way. */
const load = (page: Page, checkpoint = 'efficientnet-b0') =>
  page.evaluate(async (id) => {
    const engine = globalThis.createEngine({ device: 'wasm' });
    const progress: { loaded: number; total: number; cached: boolean }[] = [];
    const outcome = await engine
      .load({ checkpoint: id }, { onProgress: (p) => p.phase === 'downloading' && progress.push(p) })
      .then(
        () => ({ code: 'loaded', message: '' }),
        ({ code, message }: { code: string; message: string }) => ({ code, message }),
      );
    engine.dispose();
    return { ...outcome, first: progress[0], last: progress.at(-1), steps: progress.length };
  }, checkpoint);

const stored = (page: Page) => page.evaluate(() => globalThis.storedCheckpoints());
/** What the store says of a whole one. */
const whole = (id: string, { length }: Buffer) => ({ id, bytes: length, whole: true, ships: true });

/** Puts bytes where the store keeps those of a checkpoint: into what is there, from `at` on, or as all that has come of it. */
const put = (page: Page, id: string, bytes: Buffer, at?: number) =>
  page.evaluate(
    async ({ name, text, position }) => {
      const root = await navigator.storage.getDirectory();
      const create = { create: true };
      const shelf = await root.getDirectoryHandle('site-checkpoints', create);
      const file = await (await shelf.getDirectoryHandle(name, create)).getFileHandle('0.bin', create);
      const data = Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
      const writer = await file.createWritable({ keepExistingData: position !== undefined });
      await writer.write({ type: 'write', position: position ?? 0, data });
      await writer.close();
    },
    { name: id, text: bytes.toString('base64'), position: at },
  );

/**
 * Answers requests for weights with what is given in turn, and then with the last of it. Notes the parts that are asked for. Bytes come from
 * the server: through the hands that steer the browser, ten megabytes would be text that is written and read.
 */
async function serve(page: Page, given: readonly (Buffer | number)[]) {
  const asked: { count: number; ranges: (string | undefined)[] } = { count: 0, ranges: [] };
  const { port } = server.address() as AddressInfo;
  await page.context().route(pattern, (route) => {
    const body = given[Math.min(asked.count++, given.length - 1)] ?? weights;
    asked.ranges.push(route.request().headers().range);
    if (typeof body === 'number') return route.fulfill({ status: body });
    return route.continue({ url: `http://127.0.0.1:${port}/${bodies.push(body) - 1}` });
  });
  return asked;
}

const wrong = Buffer.from(weights);
wrong[5_000_000] = (wrong[5_000_000] ?? 0) ^ 1;

describe('weights on their way', () => {
  test('are told their size first, checked, cached, and checked again', async () => {
    await harness.withPage({}, async ({ page }) => {
      const asked = await serve(page, [weights]);
      const first = await load(page);
      expect(first.code).toBe('loaded');
      expect(first.first).toMatchObject({ loaded: 0, total: weights.length, cached: false });
      expect(first.last).toMatchObject({ loaded: weights.length, cached: false });
      const second = await load(page);
      expect(second).toMatchObject({ code: 'loaded', steps: 1, last: { cached: true } });
      expect(asked.count).toBe(1);
      expect(await stored(page)).toEqual([whole('efficientnet-b0', weights)]);
      // One byte of the kept copy goes bad: it is noticed, and the file is downloaded again.
      await put(page, 'efficientnet-b0', wrong.subarray(5_000_000, 5_000_001), 5_000_000);
      expect(await load(page)).toMatchObject({ code: 'loaded', last: { cached: false } });
      expect(asked.count).toBe(2);
      expect(await load(page)).toMatchObject({ code: 'loaded', last: { cached: true } });
    });
  });

  test('with one wrong byte are tried once more, then refused with a sentence, and never kept', async () => {
    await harness.withPage({}, async ({ page }) => {
      const asked = await serve(page, [wrong, wrong, wrong, weights]);
      const refused = await load(page);
      expect(refused.code).toBe('integrity');
      expect(refused.message).toMatch(/arrived damaged: their SHA-256.*Try again/);
      expect(asked.count).toBe(2);
      expect(await stored(page)).toEqual([]);
      expect(await load(page)).toMatchObject({ code: 'loaded', last: { cached: false } });
      expect(asked.count).toBe(4);
    });
  });

  test.each([
    ['cut short', weights.subarray(0, 3_000_000), 'integrity', /3000000 of \d+ bytes/],
    ['too long', Buffer.concat([weights, Buffer.alloc(1)]), 'integrity', /more than the 10\.6\sMB/],
    ['not there', 404, 'download', /the server answered 404/],
    ['a page of a captive portal', Buffer.from('<!doctype html>'), 'integrity', /arrived damaged/],
  ] as const)('%s: a sentence', async (_, body, code, sentence) => {
    await harness.withPage({}, async ({ page }) => {
      await serve(page, [body as Buffer | number]);
      const found = await load(page);
      expect(found.code).toBe(code);
      expect(found.message).toMatch(sentence);
    });
  });
});

describe('what is kept of them', () => {
  test('half a file is told as unfinished, and the rest alone is asked for', async () => {
    await harness.withPage({}, async ({ page }) => {
      const asked = await serve(page, [smallFile]);
      await put(page, small, smallFile.subarray(0, 100_000));
      expect(await stored(page)).toEqual([{ ...whole(small, smallFile), bytes: 100_000, whole: false }]);
      const rest = await load(page, small);
      expect(rest).toMatchObject({ code: 'loaded', first: { loaded: 100_000, cached: false } });
      expect(asked.ranges).toEqual(['bytes=100000-']);
      expect(await stored(page)).toEqual([whole(small, smallFile)]);
    });
  });

  test('half of another file is noticed once all is here, and all of it fetched again', async () => {
    await harness.withPage({}, async ({ page }) => {
      const asked = await serve(page, [smallFile]);
      await put(page, small, Buffer.alloc(100_000, 7));
      expect(await load(page, small)).toMatchObject({ code: 'loaded', last: { cached: false } });
      expect(asked.ranges).toEqual(['bytes=100000-', undefined]);
      expect(await load(page, small)).toMatchObject({ code: 'loaded', last: { cached: true } });
    });
  });

  test('a store without room: the network runs all the same, of one download, and nothing is left behind', async () => {
    await harness.withPage({}, async ({ page }) => {
      const asked = await serve(page, [smallFile]);
      const session = await page.context().newCDPSession(page);
      const { origin } = new URL(page.url());
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 100_000 });
      expect(await load(page, small)).toMatchObject({ code: 'loaded', last: { cached: false } });
      expect(asked.ranges).toEqual([undefined]);
      expect(await stored(page)).toEqual([]);
      expect((await load(page, small)).code).toBe('loaded');
      expect(asked.count).toBe(2);
    });
  });

  test('what stands on one backbone fetches that once, on whatever visit', async () => {
    await harness.withPage({}, async ({ page, requests }) => {
      const fetched = () => requests.filter((url) => pattern.test(url)).map((url) => url.split('/').at(-1));
      const [first, second] = ['efficientdet-phi-3-stickers', 'efficientdet-phi-1-stickers'];
      expect((await load(page, first)).code).toBe('loaded');
      expect(fetched()).toHaveLength(2);
      expect((await load(page, second)).code).toBe('loaded');
      expect(new Set(fetched()).size).toBe(3);
      expect(fetched()).toHaveLength(3);
      expect((await stored(page)).map(({ id }) => id)).toEqual([second, first, 'efficientnet-b0']);
    });
  });

  test('what older visits kept in the browser’s cache is taken away, and nobody else’s', async () => {
    await harness.withPage({}, async ({ page }) => {
      await serve(page, [smallFile]);
      await page.evaluate(async () => {
        for (const name of ['phiscope-weights-1', 'phiscope-kept:/']) {
          const cache = await caches.open(name);
          await cache.put('/weights', new Response('before'));
        }
      });
      expect((await load(page, small)).code).toBe('loaded');
      expect(await page.evaluate(() => caches.keys())).toEqual(['phiscope-kept:/']);
    });
  });

  test('all that come with the site are forgotten together, but for one that is being read', async () => {
    await harness.withPage({}, async ({ page }) => {
      await load(page, small);
      await load(page, 'study-base');
      const holder = await page.evaluateHandle(async () => {
        const text = `onmessage = async () => {
          const root = await navigator.storage.getDirectory();
          const shelf = await root.getDirectoryHandle('site-checkpoints');
          const file = await (await shelf.getDirectoryHandle('study-base')).getFileHandle('0.bin');
          await file.createSyncAccessHandle();
          postMessage('held');
        }`;
        const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
        await new Promise((resolve) => {
          worker.onmessage = resolve;
          worker.postMessage('');
        });
        return worker;
      });
      expect(await page.evaluate(() => globalThis.forgetShipped())).toBe(false);
      expect(await stored(page)).toEqual([whole('study-base', fileOf('study-base'))]);
      await holder.evaluate((worker) => worker.terminate());
      await expect.poll(() => page.evaluate(() => globalThis.forgetShipped())).toBe(true);
      expect(await stored(page)).toEqual([]);
    });
  });
});
