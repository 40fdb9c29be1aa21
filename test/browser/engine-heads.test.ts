import { afterAll, beforeAll, expect, test } from 'vitest';
import { sketchSize } from '../../models/heads/sketch.ts';
import { split } from '../../models/heads/split.ts';
import { methods, trained } from '../../models/heads/training.ts';
import { random } from '../../models/scenes/random.ts';
import { EngineHarness } from './engine-harness.ts';

const harness = new EngineHarness();
beforeAll(() => harness.open());
afterAll(() => harness.close());

const width = 48;
const r = random(11);
const labels = Array.from({ length: 90 }, (_, i) => i % 3);
const rows = labels.flatMap((label) =>
  Array.from({ length: width }, (_, f) => Math.fround(Math.max(0, r.normal(1) + (f % 3 === label ? 1 : 0)))),
);
const parts = split(labels, { seed: 5, validation: 0.2, test: 0.2 });

test.each(methods)(
  'trained by %s in the worker, the same seed gives the same head as in Node, bit for bit',
  async (method) => {
    const options = { method, classes: 3, seed: 5, decay: 1e-3 };
    const ours = trained({ features: Float32Array.from(rows), labels, width }, parts, options);
    await harness.withPage({}, async ({ page }) => {
      const theirs = await page.evaluate(
        async (given) => {
          const engine = globalThis.createEngine({ device: 'wasm' });
          let points = 0;
          const head = await engine.fit(
            {
              ...given,
              features: Float32Array.from(given.rows),
              sketches: new Float32Array(given.labels.length * given.sketchSize),
            },
            {
              onFit: (progress) => {
                if (progress.phase === 'fitting') points += progress.points.length;
              },
            },
          );
          engine.dispose();
          return {
            kernel: [...head.kernel],
            bias: [...head.bias],
            step: head.step,
            curve: head.curve,
            points,
          };
        },
        { rows, labels, width, parts, options, sketchSize },
      );
      expect(theirs.kernel).toEqual([...ours.kernel]);
      expect(theirs.bias).toEqual([...ours.bias]);
      expect(theirs.step).toBe(ours.step);
      // Losses are logarithms, whose last bit is an engine's own; no step depends on them.
      expect(theirs.curve.map(({ step }) => step)).toEqual(ours.curve.map(({ step }) => step));
      for (const [i, { loss, validationLoss }] of theirs.curve.entries()) {
        expect(loss).toBeCloseTo(ours.curve[i]?.loss ?? Number.NaN, 12);
        expect(validationLoss).toBeCloseTo(ours.curve[i]?.validationLoss ?? Number.NaN, 12);
      }
      expect(theirs.points).toBeLessThanOrEqual(ours.curve.length);
    });
  },
);

test('a training that is cancelled ends between two steps, and the worker answers the next one', async () => {
  await harness.withPage({}, async ({ page }) => {
    const { codes, waited } = await page.evaluate(
      async ({ rows: own, sketchSize: size, ...given }) => {
        const engine = globalThis.createEngine({ device: 'wasm' });
        const many = Array.from({ length: 40 }, () => own).flat();
        const request = {
          ...given,
          features: Float32Array.from(many),
          sketches: new Float32Array(40 * given.labels.length * size),
          labels: Array.from({ length: 40 }, () => given.labels).flat(),
          parts: Array.from({ length: 40 }, () => given.parts).flat(),
        };
        const stop = new AbortController();
        const cancelled = await engine.fit(request, { signal: stop.signal, onFit: () => stop.abort() }).then(
          () => 'done',
          ({ code }: { code: string }) => code,
        );
        const stopped = performance.now();
        const next = await engine.fit({
          ...given,
          features: Float32Array.from(own),
          sketches: new Float32Array(given.labels.length * size),
        });
        const waited = performance.now() - stopped;
        engine.dispose();
        return { codes: [cancelled, next.bias.length], waited };
      },
      {
        rows,
        labels,
        width,
        parts,
        sketchSize,
        options: { method: 'momentum' as const, classes: 3, seed: 5, decay: 0 },
      },
    );
    expect(codes).toEqual(['cancelled', 3]);
    // The cancelled one would have kept the worker for three quarters of a minute at the least.
    expect(waited).toBeLessThan(15_000);
  });
});
