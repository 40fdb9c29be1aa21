import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

const folder = new URL('../../models/checkpoints/efficientnet-b0/', import.meta.url);
const weights = readFileSync(new URL('weights.safetensors', folder));
const pattern = /\.safetensors$/;

/** Loads B0 in the page; what it ended with and what was told on the way. */
const load = (page: Page) =>
  page.evaluate(async () => {
    const engine = globalThis.createEngine({ device: 'wasm' });
    const progress: { loaded: number; total: number; cached: boolean }[] = [];
    const outcome = await engine
      .load(
        { checkpoint: 'efficientnet-b0' },
        { onProgress: (p) => p.phase === 'downloading' && progress.push(p) },
      )
      .then(
        () => ({ code: 'loaded', message: '' }),
        ({ code, message }: { code: string; message: string }) => ({ code, message }),
      );
    engine.dispose();
    return { ...outcome, first: progress[0], last: progress.at(-1), steps: progress.length };
  });

/** Answers the first `times` requests for weights with `body`, the others with the file. Counts the requests. */
async function serve(page: Page, bodies: readonly (Buffer | number)[]) {
  const asked = { count: 0 };
  await page.context().route(pattern, (route) => {
    const body = bodies[Math.min(asked.count++, bodies.length - 1)] ?? weights;
    return typeof body === 'number' ? route.fulfill({ status: body }) : route.fulfill({ body });
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
      // One byte of the cached copy goes bad: it is noticed, and the file is downloaded again.
      const sha256 = await page.evaluate(async () => {
        const [name = ''] = await caches.keys();
        const cache = await caches.open(name);
        const [request] = await cache.keys();
        if (request === undefined) return '';
        const bytes = new Uint8Array(await ((await cache.match(request)) as Response).arrayBuffer());
        bytes[1000] = (bytes[1000] ?? 0) ^ 1;
        await cache.put(request, new Response(bytes));
        return new URL(request.url).searchParams.get('sha256');
      });
      expect(sha256).toBe(createHash('sha256').update(weights).digest('hex'));
      expect(await load(page)).toMatchObject({ code: 'loaded', last: { cached: false } });
      expect(asked.count).toBe(2);
    });
  });

  test('with one wrong byte are tried once more, then refused with a sentence, and never kept', async () => {
    await harness.withPage({}, async ({ page }) => {
      const asked = await serve(page, [wrong, wrong, wrong, weights]);
      const refused = await load(page);
      expect(refused.code).toBe('integrity');
      expect(refused.message).toMatch(/arrived damaged: their SHA-256.*Try again/);
      expect(asked.count).toBe(2);
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
