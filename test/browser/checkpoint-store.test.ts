import { describe, expect, test } from 'vitest';
import { load, publishedLoads } from './published-loads.ts';

// What is kept in the browser: full, offline, spoilt, held by another window.
const { withNetwork, small, asked } = publishedLoads();

describe('the store of published checkpoints', () => {
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
});
