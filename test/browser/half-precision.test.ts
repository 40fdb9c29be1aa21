import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSafetensors } from '../../models/checkpoints/formats/safetensors.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { readShipped } from '../../src/cli/shipped.ts';
import { halfDeviations, mostHalfDeviation } from '../../src/engine/host/precision.ts';
import { normalize } from '../../src/engine/pictures/normalize.ts';
import { normalizationOfCard } from '../../src/engine/sources/open.ts';
import { golden } from '../parity/goldens.ts';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

// Half precision needs nothing that WebGPU does not promise, so the software adapter runs it as a card does, slowly.

/** The largest logits first. */
const best = (logits: Float32Array): number[] =>
  [...logits.keys()].sort((a, b) => (logits[b] ?? 0) - (logits[a] ?? 0)).slice(0, 5);

describe('values in half precision', () => {
  test('B0 as shipped is as far from its golden as the table says, and names the same five classes', async () => {
    const { byName } = readSafetensors(
      new Uint8Array(readFileSync(golden('trained/efficientnet-b0.coffee.safetensors'))),
    );
    const picture = Uint8Array.from(byName.get('picture')?.read() ?? []);
    const right = Float32Array.from(byName.get('logits')?.read() ?? []);
    const input = [...normalize(picture, normalizationOfCard(readShipped('efficientnet-b0').card))];
    await harness.withPage(
      { webgpu: true, search: '?backend=webgpu&precision=f16' },
      async ({ page, complaints }) => {
        const found = await page.evaluate(async (values) => {
          const engine = globalThis.createEngine();
          const net = await engine.load({ checkpoint: 'efficientnet-b0' });
          const { outputs, runtime } = await net.run(
            { normalized: Float32Array.from(values) },
            { outputs: ['logits'] },
          );
          const { deviceBytes } = await engine.memory();
          return { logits: [...(outputs.logits?.data ?? [])], runtime, notice: net.notice, deviceBytes };
        }, input);
        expect(found.runtime).toMatchObject({
          device: 'webgpu',
          executor: 'own',
          precision: { used: 'f16', asked: 'f16' },
        });
        const logits = Float32Array.from(found.logits);
        const deviation = relativeDeviation(logits, right);
        // Drivers may round a value up or down that lies between two halves.
        const measured = halfDeviations['efficientnet-b0'] ?? Number.NaN;
        expect(deviation).toBeGreaterThan(measured / 2);
        expect(deviation).toBeLessThan(measured * 2);
        expect(deviation).toBeLessThan(mostHalfDeviation);
        expect(best(logits)).toEqual(best(right));
        // 5.3 million weights and the maps, two bytes each.
        expect(found.deviceBytes ?? 0).toBeLessThan(16e6);
        expect(complaints).toEqual([]);
      },
    );
  }, 300_000);

  test('24 random graphs, joined and not, are off by halves and by no more', async () => {
    await harness.withPage({ webgpu: true }, async ({ page, complaints }) => {
      const { off, median } = await page.evaluate(() => globalThis.ownGpu.randomGraphs(1, 24, 0.05, 2));
      expect(off).toEqual([]);
      // Half of 2⁻¹⁰ is a value's own rounding: smaller would be float32, much larger a wrong program.
      expect(median).toBeGreaterThan(1e-5);
      expect(median).toBeLessThan(2e-3);
      expect(complaints).toEqual([]);
    });
  }, 300_000);

  test('what knows no halves says that values are float32, and runs', async () => {
    await harness.withPage({ search: '?backend=cpu&precision=f16' }, async ({ page }) => {
      const found = await page.evaluate(async () => {
        const net = await globalThis.createEngine().loadRandom(globalThis.smallGraph(16));
        return { precision: net.runtime.precision, notice: net.notice };
      });
      expect(found.precision).toEqual({ used: 'f32', asked: 'f16' });
      expect(found.notice).toMatch(
        /Half precision was asked for, which plain JavaScript · TF\.js does not know/,
      );
    });
  });
});
