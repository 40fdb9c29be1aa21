import { describe, expect, test } from 'vitest';
import type { CatalogueEntry } from '../../models/checkpoints/catalogue.ts';
import { entryOf } from './checkpoint-hosts.ts';
import { load, publishedLoads, smallSize as size, smallFile } from './published-loads.ts';

const { hosts, withNetwork, small, asked } = publishedLoads();

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
      const entry = entryOf(hosts, 'good', [smallFile], {}, 'pointer');
      expect((await load(page, entry)).code).toBe('loaded');
      expect(hosts.asked.map(({ path }) => path.split('/')[2])).toEqual(['raw', 'resolve']);
      expect((await load(page, entry)).last).toMatchObject({ cached: true });
      expect(hosts.asked.length).toBe(2);
      const altered = await load(page, entryOf(hosts, 'wrong-byte', [smallFile], {}, 'pointer'));
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

  test('one for another task is refused before anyone is asked for it, stored or shared with one that runs', async () => {
    await withNetwork(async (page) => {
      const entry = small('good');
      const refused = await load(page, entry, { task: 'detection' });
      expect(refused.code).toBe('checkpoint');
      expect(refused.message).toMatch(/the small EfficientNet holds a classifier.*asks for boxes/);
      expect(refused.phases).toEqual([]);
      expect(hosts.asked).toEqual([]);
      expect((await load(page, entry, { task: 'classification' })).code).toBe('loaded');
      expect((await load(page, entry, { task: 'detection' })).phases).toEqual([]);
      expect(hosts.asked.length).toBe(1);
      const unknown = await page.evaluate(() =>
        engine.load({ published: 'nobody' }).catch(({ message }: Error) => message),
      );
      expect(unknown).toBe('The catalogue has no checkpoint “nobody” any more. Reload the page.');
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
