import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainRun } from '../../models/operators/plain.ts';
import { relativeDeviation } from '../../src/cli/parity/deviation.ts';
import { together, weightsOf } from '../parity/operator-graphs.ts';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

const graph = together();
const weights = weightsOf(graph);
const [height, width] = graph.ops[0]!.shape;

/** A picture as bytes, and as the engine hands it to a network of the reader's own: from −1 to 1. */
const bytes = Array.from({ length: height * width * 3 }, (_, i) => (i * 89 + 7 * (i % 11)) % 256);
const maps = plainRun(graph, weights, {
  input: Float32Array.from(bytes, (value) => (value - 127.5) / 127.5),
});

describe('every operator in a real Chromium, in every way that networks use it, against plain loops', () => {
  test.each([
    ['webgpu', 'own', true, 1e-5],
    ['webgpu', 'tfjs', true, 1e-4],
    ['webgl', 'tfjs', false, 1e-4],
    ['wasm', 'tfjs', false, 1e-5],
  ] as const)(
    'on %s, %s',
    async (device, executor, webgpu, bound) => {
      const found = await harness.withPage({ webgpu }, ({ page }) =>
        page.evaluate(
          async ({ force, rgb, size }) => {
            const engine = globalThis.createEngine(force);
            const own = globalThis.together();
            const given = Object.fromEntries(globalThis.weightsOf(own));
            const net = await engine.load({ graph: own, weights: given });
            const data = new Uint8ClampedArray((rgb.length / 3) * 4).fill(255);
            for (let i = 0; i < rgb.length / 3; i++) data.set(rgb.slice(3 * i, 3 * i + 3), 4 * i);
            const { outputs } = await net.run(new ImageData(data, size[1], size[0]), { fit: 'whole' });
            return Object.entries(outputs).map(([name, tap]) => [name, [...tap.data]] as const);
          },
          { force: { device, executor }, rgb: bytes, size: [height, width] as [number, number] },
        ),
      );
      const deviations = found.map(([name, values]) => ({
        name,
        deviation: relativeDeviation(values, maps[graph.outputs[name]!]!.data),
      }));
      expect(deviations).toHaveLength(Object.keys(graph.outputs).length);
      expect(deviations.filter(({ deviation }) => !(deviation <= bound))).toEqual([]);
    },
    300_000,
  );
});
