import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../models/checkpoints/catalogue.ts';
import { CheckpointHosts, entryOf, fixture, type Manner } from './checkpoint-hosts.ts';
import { EngineHarness } from './engine-harness.ts';

const hosts = new CheckpointHosts();
const harness = new EngineHarness();
beforeAll(async () => {
  await hosts.open();
  await harness.open([hosts.origin]);
});
afterEach(() => {
  hosts.asked.length = 0;
  hosts.breaks = Number.POSITIVE_INFINITY;
});
afterAll(async () => {
  await harness.close();
  await hosts.close();
});

const name = 'timm-efficientnet-w025-d03.safetensors';
const size = fixture(name).length;
const small = (manner: Manner, more?: Partial<CatalogueEntry>) => entryOf(hosts, manner, [name], more);

/** A page with a network already loaded, so that each failure can be shown to leave it alone. */
async function withNetwork(
  look: (page: Page, complaints: readonly string[]) => Promise<void>,
): Promise<void> {
  await harness.withPage({}, async ({ page, complaints }) => {
    await page.evaluate(async () => {
      const engine = globalThis.createEngine({ backend: 'wasm' });
      const graph = globalThis.smallGraph();
      const net = await engine.loadRandom(graph);
      const input = { normalized: new Float32Array(16 * 16 * 3).fill(0.5) };
      const answer = async () => [...((await net.run(input)).outputs.answer?.data ?? [])];
      Object.assign(globalThis, { engine, answer, before: await answer() });
    });
    await look(page, complaints);
    const [before, after] = await page.evaluate(async () => {
      const { before: first, answer } = globalThis as unknown as {
        before: number[];
        answer(): Promise<number[]>;
      };
      return [first, await answer()];
    });
    expect(before.length).toBeGreaterThan(0);
    expect(after, 'the network loaded before').toEqual(before);
  });
}

/** Loads an entry in the page; what it ended with and what was told on the way. */
const load = (
  page: Page,
  entry: CatalogueEntry,
  options: { readonly keep?: boolean; readonly cancelAt?: number } = {},
) =>
  page.evaluate(
    async ({ published, keep, cancelAt }) => {
      const { engine } = globalThis as unknown as { engine: ReturnType<typeof globalThis.createEngine> };
      const controller = new AbortController();
      const steps: { loaded: number; total: number; cached: boolean }[] = [];
      const phases = new Set<string>();
      const outcome = await engine
        .load(
          { published, keep },
          {
            signal: controller.signal,
            onProgress: (progress) => {
              phases.add(progress.phase);
              if (progress.phase !== 'downloading') return;
              steps.push(progress);
              if (progress.loaded >= cancelAt) controller.abort();
            },
          },
        )
        .then(
          async (net) => {
            const found = {
              code: 'loaded',
              message: '',
              title: net.checkpoint?.title,
              classes: net.checkpoint?.classes,
            };
            await net.dispose();
            return found;
          },
          ({ code, message }: { code: string; message: string }) => ({ code, message }),
        );
      const stored = await globalThis.storedCheckpoints();
      return { ...outcome, first: steps[0], last: steps.at(-1), phases: [...phases], stored };
    },
    {
      published: entry,
      keep: options.keep ?? true,
      cancelAt: options.cancelAt ?? Number.POSITIVE_INFINITY,
    },
  );

/** Requests for weights that reached the hosts, with the content sent for each. */
const asked = () => hosts.asked.filter(({ path }) => path.includes('/resolve/'));

describe('a published checkpoint on its way', () => {
  test('good: told its size first, checked, run, stored, and read from the store without asking anyone', async () => {
    await withNetwork(async (page, complaints) => {
      const entry = small('good');
      const first = await load(page, entry);
      expect(first).toMatchObject({ code: 'loaded', title: entry.title, classes: 10 });
      expect(first.first).toMatchObject({ loaded: 0, total: size, cached: false });
      expect(first.last).toMatchObject({ loaded: size, cached: false });
      const order = ['downloading', 'checking', 'reading', 'starting', 'uploading', 'compiling'];
      expect(first.phases).toEqual(order);
      expect(first.stored).toEqual([{ id: entry.id, bytes: size, whole: true }]);
      const second = await load(page, entry);
      expect(second).toMatchObject({ code: 'loaded', last: { loaded: size, cached: true } });
      expect(second.phases).toContain('checking');
      expect(asked().length).toBe(1);
      await page.evaluate((id) => globalThis.forgetCheckpoint(id), entry.id);
      expect((await load(page, entry)).code).toBe('loaded');
      expect(asked().length).toBe(2);
      expect(complaints).toEqual([]);
    });
  });

  test('several files, held against their git blob ids', async () => {
    await withNetwork(async (page) => {
      const folder = 'tf-checkpoint-tiny/two-shards';
      const parts = ['index', 'data-00000-of-00002', 'data-00001-of-00002'].map(
        (part) => `${folder}/model.${part}`,
      );
      const detector: Partial<CatalogueEntry> = {
        id: 'fixture-detector',
        network: 'efficientdet',
        task: 'detection',
        format: 'tensor-bundle',
        naming: 'automl',
        classes: 5,
        labels: 'coco',
        input: {
          height: 128,
          width: 128,
          mean: [0.485, 0.456, 0.406],
          std: [0.229, 0.224, 0.225],
          interpolation: 'bilinear',
        },
      };
      expect(await load(page, entryOf(hosts, 'good', parts, detector, 'git-blob'))).toMatchObject({
        code: 'loaded',
      });
      const wrong = await load(page, entryOf(hosts, 'wrong-byte', parts, detector, 'git-blob'));
      // The stored copy is right, so nobody is asked.
      expect(wrong.code).toBe('loaded');
      await page.evaluate(() => globalThis.forgetCheckpoint('fixture-detector'));
      const refused = await load(page, entryOf(hosts, 'wrong-byte', parts, detector, 'git-blob'));
      expect(refused.code).toBe('integrity');
      expect(refused.message).toMatch(
        /not the published file: its git blob SHA-1 begins with [0-9a-f]{12} instead of/,
      );
    });
  });

  test('without a listed hash: the host’s pointer file is asked first, and not again once it is stored', async () => {
    await withNetwork(async (page) => {
      const entry = entryOf(hosts, 'good', [name], {}, 'pointer');
      expect((await load(page, entry)).code).toBe('loaded');
      expect(hosts.asked.map(({ path }) => path.split('/')[2])).toEqual(['raw', 'resolve']);
      expect((await load(page, entry)).last).toMatchObject({ cached: true });
      expect(hosts.asked.length).toBe(2);
      const altered = await load(page, entryOf(hosts, 'wrong-byte', [name], {}, 'pointer'));
      expect(altered).toMatchObject({ code: 'integrity' });
    });
  });

  test('truncated: a sentence, and the next attempt asks for the rest alone', async () => {
    await withNetwork(async (page) => {
      hosts.breaks = 1;
      const entry = small('truncated');
      const broken = await load(page, entry);
      expect(broken.code).toBe('download');
      expect(broken.message).toMatch(/broke off after 0\.\d.MB of 0\.7.MB\. What has come is kept/);
      const [kept] = broken.stored;
      expect(kept).toMatchObject({ id: entry.id, whole: false });
      expect(kept?.bytes).toBeGreaterThan(size / 10);
      const rest = await load(page, entry);
      expect(rest).toMatchObject({ code: 'loaded', first: { loaded: kept?.bytes } });
      expect(asked()[1]).toMatchObject({ range: `bytes=${kept?.bytes}-`, sent: size - (kept?.bytes ?? 0) });
      expect(rest.stored).toEqual([{ id: entry.id, bytes: size, whole: true }]);
    });
  });

  test('ended early as if that were all', async () => {
    await withNetwork(async (page) => {
      const short = await load(page, small('short'));
      expect(short.code).toBe('integrity');
      expect(short.message).toMatch(/ended after 239,762 of 719,288 bytes: it is cut short/);
    });
  });

  test.each([
    [
      'wrong-byte',
      'integrity',
      /is not the published file: its SHA-256 begins with [0-9a-f]{12} instead of [0-9a-f]{12}\. It was thrown away/,
    ],
    ['long', 'integrity', /More came for the small EfficientNet than the 719,288 bytes/],
    [
      'missing',
      'download',
      /answered 404 for the small EfficientNet: the file is no longer there\. Choose another/,
    ],
    [
      'no-cross-origin',
      'download',
      /does not allow pages of other sites to read the small EfficientNet .*no cross-origin header.*open it here/,
    ],
  ] as const)('%s: a sentence, and nothing kept', async (manner, code, sentence) => {
    await withNetwork(async (page) => {
      const found = await load(page, small(manner));
      expect(found.code).toBe(code);
      expect(found.message).toMatch(sentence);
      expect(found.stored).toEqual([]);
    });
  });

  test('slow, then cancelled: ends at once, and is continued from where it stood', async () => {
    await withNetwork(async (page) => {
      const entry = small('slow');
      const stopped = await load(page, entry, { cancelAt: size / 4 });
      expect(stopped.code).toBe('cancelled');
      await expect
        .poll(() => page.evaluate(() => globalThis.storedCheckpoints()))
        .toMatchObject([{ whole: false }]);
      const sent = asked()[0]?.sent ?? 0;
      expect(sent).toBeLessThan(size);
      const rest = await load(page, entry);
      expect(rest.code).toBe('loaded');
      expect(rest.first?.loaded).toBeGreaterThanOrEqual(size / 4);
      expect(asked()[1]?.range).toBe(`bytes=${rest.first?.loaded}-`);
    });
  });

  test('a host that ignores ranges: the download starts again, and comes out right', async () => {
    await withNetwork(async (page) => {
      hosts.breaks = 1;
      const entry = small('ignores-ranges');
      const broken = await load(page, entry);
      expect(broken.code).toBe('download');
      const again = await load(page, entry);
      expect(again).toMatchObject({ code: 'loaded' });
      expect(asked()[1]).toMatchObject({ range: expect.stringMatching(/^bytes=\d+-$/), sent: size });
    });
  });

  test('a store without room: a sentence and nothing left behind; without storing it runs', async () => {
    await withNetwork(async (page) => {
      const session = await page.context().newCDPSession(page);
      const { origin } = new URL(page.url());
      await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 400_000 });
      const entry = small('good');
      const full = await load(page, entry);
      expect(full.code).toBe('storage');
      expect(full.message).toMatch(
        /no room for the small EfficientNet: it needs 0\.7.MB(, and has 0\.\d.MB left)?\. Delete a stored checkpoint, or run this one without storing it/,
      );
      expect(full.stored).toEqual([]);
      const free = await load(page, entry, { keep: false });
      expect(free).toMatchObject({ code: 'loaded', stored: [] });
    });
  });

  test('offline: what is stored works, what is not is a sentence', async () => {
    await withNetwork(async (page) => {
      const stored = small('good');
      expect((await load(page, stored)).code).toBe('loaded');
      await page.context().setOffline(true);
      expect(await load(page, stored)).toMatchObject({ code: 'loaded', last: { cached: true } });
      const other = await load(page, small('good', { id: 'fixture-other' }));
      expect(other.code).toBe('download');
      expect(other.message).toMatch(
        /is offline, so the small EfficientNet cannot be fetched from 127\.0\.0\.1:\d+\. What is stored here still works/,
      );
      await page.context().setOffline(false);
    });
  });

  test('a stored copy that went bad is noticed and fetched again; offline it is refused', async () => {
    await withNetwork(async (page) => {
      const entry = small('good');
      await load(page, entry);
      const spoil = () =>
        page.evaluate(async (id) => {
          const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('checkpoints');
          const file = await (await root.getDirectoryHandle(id)).getFileHandle('0.bin');
          const writer = await file.createWritable({ keepExistingData: true });
          await writer.write({ type: 'write', position: 300_000, data: new Uint8Array([1, 2, 3, 4]) });
          await writer.close();
        }, entry.id);
      await spoil();
      expect(await load(page, entry)).toMatchObject({ code: 'loaded', last: { cached: false } });
      expect(asked().length).toBe(2);
      expect(await load(page, entry)).toMatchObject({ code: 'loaded', last: { cached: true } });
      await spoil();
      await page.context().setOffline(true);
      expect((await load(page, entry)).code).toBe('download');
      await page.context().setOffline(false);
    });
  });

  test('a copy that another window is holding is read all the same; a download beside another’s is not kept', async () => {
    await withNetwork(async (page) => {
      const entry = small('good');
      await load(page, entry);
      /** Holds the entry's file in a worker of its own, as another window's download would. */
      const hold = (id: string) =>
        page.evaluate(
          (name) =>
            new Promise((resolve) => {
              const holder = async ({ data }: MessageEvent<string>) => {
                const files = await navigator.storage.getDirectory();
                const root = await files.getDirectoryHandle('checkpoints', { create: true });
                const folder = await root.getDirectoryHandle(data, { create: true });
                const file = await folder.getFileHandle('0.bin', { create: true });
                await file.createSyncAccessHandle();
                postMessage('held');
              };
              const text = `onmessage = ${holder}`;
              const worker = new Worker(URL.createObjectURL(new Blob([text], { type: 'text/javascript' })));
              worker.onmessage = resolve;
              worker.postMessage(name);
            }),
          id,
        );
      await hold(entry.id);
      expect(await load(page, entry)).toMatchObject({ code: 'loaded', last: { cached: true } });
      expect(asked().length).toBe(1);
      const other = small('good', { id: 'fixture-held' });
      await hold(other.id);
      const beside = await load(page, other);
      expect(beside.code).toBe('loaded');
      expect(beside.stored.filter(({ whole }) => whole).map(({ id }) => id)).toEqual([entry.id]);
    });
  });

  test('another network than the catalogue says is refused', async () => {
    await withNetwork(async (page) => {
      const found = await load(page, small('good', { network: 'efficientnet-b0' }));
      expect(found.code).toBe('checkpoint');
      expect(found.message).toMatch(
        /holds a network of no released size with 10 classes, named as in timm\..*lists it as efficientnet-b0/,
      );
    });
  });
});
