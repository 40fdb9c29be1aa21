import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Box, intersectionOverUnion } from '../../models/answers/box.ts';
import { releasedDetector } from '../../models/families/efficientdet/sizes.ts';
import type { FusionGolden } from '../../src/cli/parity/fusion.ts';
import type { SeededGolden } from '../../src/cli/parity/seeded.ts';
import { best, cards, detectors, openDetector, smallest } from './detector-page.ts';
import { EngineHarness } from './engine-harness.ts';
import { oddPictures } from './odd-pictures.ts';
import { threeStickers } from './three-stickers.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

const read = (path: string) =>
  JSON.parse(readFileSync(new URL(`../goldens/${path}`, import.meta.url), 'utf8'));

describe('stickers', () => {
  const found: { label: number; score: number; box: Box; level: number }[][] = [];
  // A processor that plays graphics card needs minutes for more.
  const small = 128;

  test.each([
    ['wasm', best.input.height],
    ['wasm', small],
    ['webgpu', small],
  ] as const)(
    'three large ones are found where they are, on %s at %d px',
    async (backend, side) => {
      const painted = await threeStickers(side);
      await harness.withPage({ webgpu: true }, async ({ page, complaints }) => {
        await openDetector(page, backend, best.id, painted);
        const result = await page.evaluate(() =>
          detector.detect(scene, { scoreThreshold: 0.3, heatMaps: true }),
        );
        expect(result.runtime.device).toBe(backend);
        expect(result.run).toBe(1);
        for (const { label, box } of painted.boxes) {
          const same = result.boxes.filter((each) => each.label === label);
          expect(Math.max(0, ...same.map((each) => intersectionOverUnion(each.box, box)))).toBeGreaterThan(
            0.7,
          );
        }
        found.push(result.boxes.map(({ label, score, box, level }) => ({ label, score, box, level })));
        const { levels } = await page.evaluate(() => detector.outputs);
        expect(result.heatMaps.map(({ level, cells }) => [level, cells])).toEqual(
          levels.map(({ level, cells }) => [level, cells]),
        );
        for (const { level, cell, score, name, label } of result.boxes) {
          const map = result.heatMaps.find((each) => each.level === level)!;
          const scores = Object.values(map.scores as unknown as Record<string, number>);
          expect(scores[cell[0] * map.cells[1] + cell[1]]).toBeGreaterThanOrEqual(score - 1e-6);
          expect(name).toBe((best.labels as string[])[label]);
        }
        // A run leaves nothing behind.
        const [early, late] = await page.evaluate(async () => {
          const before = await engine.memory();
          await detector.detect(scene, { scoreThreshold: 0.3, heatMaps: true });
          return [before, await engine.memory()] as const;
        });
        expect(late).toEqual(early);
        expect(complaints).toEqual([]);
      });
    },
    300_000,
  );

  test('a graphics card and the processor choose the same boxes', () => {
    const [, wasm = [], webgpu = []] = found;
    expect(wasm.length).toBeGreaterThan(2);
    expect(webgpu.map(({ label, level }) => [label, level])).toEqual(
      wasm.map(({ label, level }) => [label, level]),
    );
    wasm.forEach(({ box, score }, i) => {
      expect(Math.abs((webgpu[i]?.score ?? 0) - score)).toBeLessThan(1e-3);
      expect(intersectionOverUnion(webgpu[i]!.box, box)).toBeGreaterThan(0.99);
    });
  });
});

test('thresholds act on the candidates of the last run, without another', async () => {
  const painted = await threeStickers(smallest.input.height);
  await harness.withPage({}, async ({ page }) => {
    await openDetector(page, 'wasm', smallest.id, painted);
    const result = await page.evaluate(async () => {
      const none = await detector.suppress({}).catch((error: Error) => error.message);
      const first = await detector.detect(scene, { scoreThreshold: 0.5 });
      const settings = [
        { scoreThreshold: 0.1 },
        { scoreThreshold: 0.5 },
        { scoreThreshold: 0.1, overlap: 0.9 },
        { scoreThreshold: 0.1, suppression: 'soft' },
        { scoreThreshold: 0.05, suppression: 'softGlobal', sigma: 0.2 },
      ] as const;
      const cached = await Promise.all(settings.map((each) => detector.suppress(each)));
      const again = await Promise.all(settings.map((each) => detector.detect(scene, each)));
      return { none, first, cached, again };
    });
    expect(result.none).toMatch(/no candidates yet/);
    const boxes = (found: { boxes: readonly unknown[] }) => found.boxes;
    expect(result.cached.map(boxes)).toEqual(result.again.map(boxes));
    expect(result.cached.map(({ run }) => run)).toEqual([1, 1, 1, 1, 1]);
    expect(result.again.map(({ run }) => run)).toEqual([2, 3, 4, 5, 6]);
    const [low, high, loose] = result.cached.map((each) => each.boxes.length);
    expect(boxes(result.cached[1]!)).toEqual(boxes(result.first));
    expect(low).toBeGreaterThan(high!);
    expect(loose).toBeGreaterThan(low!);
    for (const { box } of result.cached.flatMap((each) => each.boxes))
      expect(box.every((edge) => edge >= 0 && edge <= painted.side)).toBe(true);
  });
});

test('the goldens of a changed fusion weight and a cut edge hold by the page’s own path; a reset brings the learned ones back', async () => {
  const base = read('seeded/efficientdet_d0.json') as SeededGolden;
  const fusion = read('seeded/efficientdet_d0.fusion.json') as FusionGolden & {
    variants: readonly { change: { cell: number; node: number; input: number } }[];
  };
  await harness.withPage({}, async ({ page }) => {
    const checks = await page.evaluate(
      async ({ base, fusion }) => {
        const engine = globalThis.createEngine({ device: 'wasm' });
        const { graph, weights, input } = globalThis.seededNetwork(base);
        const net = await engine.loadDetector({ graph, weights: Object.fromEntries(weights) });
        const own = (name: string) => globalThis.tapName(graph, name);
        const learned = await net.fusionWeights();
        const run = async (taps: SeededGolden['taps'], changed: Record<string, readonly number[]>) => {
          const wanted = [...new Set(Object.keys(taps).map(own))];
          const found = await net.detect({ normalized: input }, { fusion: changed, taps: wanted });
          return Object.entries(taps).flatMap(([name, sampled]) => {
            const tap = found.taps[own(name)];
            return tap ? globalThis.checkSampled(name, tap, sampled) : [];
          });
        };
        const all: { name: string; deviation: number; bound: number }[][] = [];
        for (const { change, raw_after, taps } of fusion.variants) {
          const key = `cell${change.cell}/node${change.node}`;
          const raw = [...(learned.get(key) ?? [])];
          raw[change.input] = raw_after[change.input] ?? Number.NaN;
          all.push(await run(taps, { [key]: raw }));
        }
        all.push(await run(base.taps, {}));
        return all;
      },
      { base, fusion },
    );
    expect(checks).toHaveLength(fusion.variants.length + 1);
    for (const each of checks) expect(each.length).toBeGreaterThan(40);
    expect(checks.flat().filter(({ deviation, bound }) => !(deviation <= bound))).toEqual([]);
  });
});

describe('what detectors share and leave', () => {
  test('one backbone, downloaded once and on the device once, however many stand on it', async () => {
    const others = detectors.filter((each) => each !== smallest).slice(0, 2);
    const ids = [smallest, ...others, smallest].map(({ id }) => id);
    await harness.withPage({}, async ({ page, requests }) => {
      const memory = await page.evaluate(async (all) => {
        globalThis.engine = globalThis.createEngine({ device: 'wasm' });
        const totals: (number | undefined)[] = all.map(() => undefined);
        const nets = [];
        const seen = [];
        for (const [i, id] of all.entries()) {
          // The last is one that is here already, for other pictures.
          const size = i === all.length - 1 ? ([256, 384] as const) : undefined;
          const onProgress = (p: { phase: string; loaded?: number; total?: number }) => {
            if (p.phase === 'downloading') totals[i] = p.total;
          };
          nets.push(await engine.loadDetector({ checkpoint: id, ...(size && { size }) }, { onProgress }));
          seen.push(await engine.memory());
        }
        const counts = nets.map((net) => ({
          own: net.graph.parameters.filter(({ name }) => !name.startsWith('backbone/')).length,
          all: net.graph.parameters.length,
        }));
        for (const net of nets.slice(1)) await net.dispose();
        const one = await engine.memory();
        await nets[0]?.dispose();
        return { totals, seen, counts, one, none: await engine.memory() };
      }, ids);
      const asked = requests.filter((url) => url.endsWith('.safetensors'));
      expect(asked).toHaveLength(new Set(ids).size + 1);
      const bytes = (id: string) => cards.get(id)!.weights.bytes;
      const base = bytes(detectors[0]!.standsOn!);
      expect(memory.totals[0]).toBe(base + bytes(ids[0]!));
      expect(memory.totals[1] ?? bytes(ids[1]!)).toBe(bytes(ids[1]!));
      // Sizes differ, weights do not: the last one adds nothing to the device.
      expect(memory.seen.at(-1)?.tensors).toBe(memory.seen.at(-2)?.tensors);
      const parts = memory.counts.slice(1, -1).reduce((sum, { own }) => sum + own, 0);
      expect(memory.seen.at(-1)?.tensors).toBe(memory.counts[0]!.all + parts);
      expect(memory.one.tensors).toBe(memory.counts[0]!.all);
      expect(memory.none).toMatchObject({ tensors: 0, bytes: 0, networks: 0 });
    });
  });

  test('nothing after 200 runs, changed weights, maps and cancelled ones among them', async () => {
    const painted = await threeStickers(smallest.input.height);
    await harness.withPage({}, async ({ page }) => {
      await openDetector(page, 'wasm', smallest.id, painted);
      const { early, late, codes } = await page.evaluate(async () => {
        const [node] = detector.fusionNodes;
        if (node === undefined) throw new Error('no node');
        const codes = new Set<string>();
        const many = async (count: number) => {
          for (let i = 0; i < count; i++) {
            const controller = new AbortController();
            const more = {
              fusion: { [node.key]: node.inputs.map(() => i) },
              taps: [node.outputTap],
              heatMaps: true,
            };
            const run = detector.detect(scene, { signal: controller.signal, ...(i % 3 === 0 ? more : {}) });
            if (i % 10 === 5) setTimeout(() => controller.abort(), 15);
            await run.catch(({ code }: { code: string }) => codes.add(code));
          }
          return engine.memory();
        };
        return { early: await many(40), late: await many(160), codes: [...codes] };
      });
      expect(codes).toEqual(['cancelled']);
      expect(late).toEqual(early);
      expect(early.tensors).toBe(await page.evaluate(() => detector.graph.parameters.length));
    });
  });
});

describe('pictures', () => {
  test('odd ones are answered in their own pixels or with a sentence', async () => {
    const pictures = await oddPictures();
    const files = pictures.map(({ name, bytes }) => ({ name, data: Buffer.from(bytes).toString('base64') }));
    const painted = await threeStickers(smallest.input.height);
    await harness.withPage({}, async ({ page }) => {
      await openDetector(page, 'wasm', smallest.id, painted);
      const found = await page.evaluate(async (all) => {
        const results = [];
        for (const { data } of all) {
          const bytes = Uint8Array.from(atob(data), (character) => character.charCodeAt(0));
          results.push(
            await detector.detect(new Blob([bytes]), { scoreThreshold: 0.001 }).then(
              ({ boxes, fitted }) => ({ boxes: boxes.map(({ box }) => box), fitted }),
              ({ code }: { code: string }) => ({ code }),
            ),
          );
        }
        return results;
      }, files);
      pictures.forEach(({ name, expected }, i) => {
        const result = found[i]!;
        if (expected instanceof RegExp) {
          expect(result, name).toEqual({ code: 'picture' });
          return;
        }
        if (!('fitted' in result)) throw new Error(`${name}: ${result.code}`);
        const [height, width] = result.fitted.picture;
        for (const [ymin, xmin, ymax, xmax] of result.boxes) {
          expect(Math.min(ymin, xmin), name).toBeGreaterThanOrEqual(0);
          expect(ymax, name).toBeLessThanOrEqual(height * 1.001);
          expect(xmax, name).toBeLessThanOrEqual(width * 1.001);
        }
      });
    });
  });

  test('1×1000 and 6000×4000', async () => {
    const painted = await threeStickers(smallest.input.height);
    await harness.withPage({}, async ({ page }) => {
      await openDetector(page, 'wasm', smallest.id, painted);
      const found = await page.evaluate(async () => {
        const { width: side, rgb } = scene;
        const small = new OffscreenCanvas(side, side);
        const data = new ImageData(side, side);
        for (let i = 0; i < side * side; i++) data.data.set([...rgb.subarray(3 * i, 3 * i + 3), 255], 4 * i);
        small.getContext('2d')?.putImageData(data, 0, 0);
        const large = new OffscreenCanvas(6000, 4000);
        large.getContext('2d')?.drawImage(small, 0, 0, 4000, 4000);
        const wide = await detector.detect(await large.convertToBlob(), { scoreThreshold: 0.3 });
        const thin = new OffscreenCanvas(1, 1000);
        thin.getContext('2d')?.fillRect(0, 0, 1, 1000);
        const narrow = await detector.detect(await thin.convertToBlob(), { scoreThreshold: 0.001 });
        const flat = await detector.detect(new ImageData(1000, 1), { scoreThreshold: 0.001 });
        return { wide, narrow, flat };
      });
      expect(found.wide.fitted.picture).toEqual([4000, 6000]);
      const times = 4000 / painted.side;
      const bus = painted.boxes[0]!;
      const scaled = bus.box.map((edge) => edge * times) as unknown as Box;
      const same = found.wide.boxes.filter(({ label }) => label === bus.label);
      expect(Math.max(0, ...same.map(({ box }) => intersectionOverUnion(box, scaled)))).toBeGreaterThan(0.6);
      expect(found.narrow.fitted.picture).toEqual([1000, 1]);
      expect(found.narrow.fitted.scaled[1]).toBe(1);
      expect(found.flat.fitted.picture).toEqual([1, 1000]);
    });
  });

  test('frames of a camera, one after the other', async () => {
    const painted = await threeStickers(smallest.input.height);
    await harness.withPage({ camera: true }, async ({ page }) => {
      await openDetector(page, 'wasm', smallest.id, painted);
      const result = await page.evaluate(
        () =>
          new Promise<{ runs: number[]; pictures: (readonly number[])[] }>((resolve, reject) => {
            const runs: number[] = [];
            const pictures: (readonly number[])[] = [];
            const opened = globalThis.openCamera({
              onFrame: async (frame) => {
                const { run, fitted } = await detector.detect(frame, { transfer: true });
                runs.push(run);
                pictures.push(fitted.picture);
                if (runs.length < 5) return;
                (await opened).stop();
                resolve({ runs, pictures });
              },
              onEnd: reject,
            });
          }),
      );
      expect(result.runs.slice(0, 5)).toEqual([1, 2, 3, 4, 5]);
      for (const [height = 0, width = 0] of result.pictures)
        expect(Math.min(height, width)).toBeGreaterThan(100);
    });
  });
});

test('a network that the adapter cannot hold is refused with the numbers, before anything is made', async () => {
  const { D7 } = releasedDetector;
  await harness.withPage({ webgpu: true }, async ({ page }) => {
    const { message, code, memory } = await page.evaluate(async (config) => {
      const engine = globalThis.createEngine({ device: 'wasm' });
      const { efficientDet } = globalThis;
      const graph = efficientDet({ ...config, resolution: 8192 });
      const error = await engine.loadDetector({ graph }).then(
        () => ({ message: 'loaded', code: '' }),
        ({ message, code }: { message: string; code: string }) => ({ message, code }),
      );
      return { ...error, memory: await engine.memory() };
    }, D7);
    expect(code).toBe('memory');
    expect(message).toMatch(
      /efficientdet-d7 for pictures of 8192×8192 makes a map of 12,885 MB \(.*\), but WebAssembly on this processor.* holds at most 4,295 MB/,
    );
    expect(memory.tensors).toBe(0);
  });
});
