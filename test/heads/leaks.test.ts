import { expect, test } from 'vitest';
import { type Looked, leakSearch, leaks, toldLeaks } from '../../models/heads/leaks.ts';
import { sketchOf, sketchSide, sketchSize } from '../../models/heads/sketch.ts';
import type { Part } from '../../models/heads/split.ts';
import { random } from '../../models/scenes/random.ts';
import { leakRates, leakSets } from '../../src/cli/figure-data/leak-rates.ts';
import measured from '../../src/figures/train-a-head/measured.json' with { type: 'json' };
import { b0 } from './portrait-features.ts';

test('a sketch is the means of its cells, channel by channel', () => {
  const side = 2 * sketchSide;
  const input = Float32Array.from({ length: side * side * 3 }, (_, i) => {
    const x = Math.floor(i / 3) % side;
    return (i % 3) * 100 + x;
  });
  const sketch = sketchOf(input, [side, side, 3]);
  expect(sketch).toHaveLength(sketchSize);
  expect([...sketch.slice(0, 6)]).toEqual([0.5, 100.5, 200.5, 2.5, 102.5, 202.5]);
  expect(sketch.at(-1)).toBe(200 + side - 1.5);
});

/** Pictures that are noise: no two are alike. */
function noise(count: number, seed: number): Looked & { readonly features: Float32Array } {
  const r = random(seed);
  const values = (length: number) => Float32Array.from({ length }, () => r.normal(1));
  return { features: values(count * 4).map(Math.abs), width: 4, sketches: values(count * sketchSize) };
}

test('the same picture in two parts is one leak; in one part it is none, and noise is like nothing', () => {
  const looked = noise(4, 1);
  looked.sketches.copyWithin(3 * sketchSize, 0, sketchSize);
  looked.features.copyWithin(12, 0, 4);
  expect(leaks(looked, ['test', 'train', 'train', 'train'])).toEqual({
    count: 1,
    tested: 1,
    pairs: [{ a: 0, b: 3, parts: ['test', 'train'], likeness: expect.closeTo(1, 5) }],
  });
  expect(leaks(looked, ['train', 'train', 'train', 'train'])).toEqual({ count: 0, tested: 0, pairs: [] });
  expect(leaks(looked, ['train', 'test', 'validation', 'validation'])).toMatchObject({ count: 1, tested: 0 });
});

test('a picture of one colour is like no other, a lighter or a cropped one is like its original', () => {
  const looked = noise(3, 2);
  const cellsOf = (make: (x: number, y: number, c: number) => number) =>
    Float32Array.from({ length: sketchSize }, (_, i) => {
      const cell = Math.floor(i / 3);
      return make((cell % sketchSide) / sketchSide, Math.floor(cell / sketchSide) / sketchSide, i % 3);
    });
  const scene = (x: number, y: number, c: number) => Math.sin(9 * x + c) * Math.cos(7 * y - c);
  const together = (...all: Float32Array[]) => Float32Array.from(all.flatMap((each) => [...each]));
  const parts: Part[] = ['train', 'test', 'test'];
  const features = new Float32Array(12).fill(1);
  const flat = cellsOf(() => 0.3);
  expect(leaks({ ...looked, features, sketches: together(flat, flat, flat) }, parts).count).toBe(0);
  const own = cellsOf(scene);
  const lighter = cellsOf((x, y, c) => 1.3 * scene(x, y, c) + 0.2);
  const crop = cellsOf((x, y, c) => scene(0.2 + 0.8 * x, 0.8 * y, c));
  const found = leaks({ ...looked, features, sketches: together(own, lighter, crop) }, parts);
  expect(found.pairs.map(({ b }) => b)).toEqual([1, 2]);
  // What the network sees as another thing is not even compared.
  const turned = Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0);
  expect(leaks({ features: turned, width: 4, sketches: together(own, own, own) }, parts).count).toBe(0);
});

test('a thousand doubles are counted, so many are told; the search says how far it is', () => {
  const count = 60;
  const looked = {
    features: new Float32Array(count * 4).fill(1),
    width: 4,
    sketches: new Float32Array(count * sketchSize),
  };
  const { sketches } = noise(1, 3);
  for (let i = 0; i < count; i++) looked.sketches.set(sketches, i * sketchSize);
  const parts = Array.from({ length: count }, (_, i): Part => (i % 2 === 0 ? 'train' : 'test'));
  const shares = [...leakSearch(looked, parts)];
  expect(shares).toHaveLength(count);
  expect(shares.at(-1)).toBe(1);
  const found = leaks(looked, parts);
  expect(found).toMatchObject({ count: 900, tested: 30 });
  expect(found.pairs).toHaveLength(toldLeaks);
});

test('of planted leaks as many are found as is recorded, and no two different portraits are taken for one more often', async () => {
  const set = { ...leakSets.confirmed, each: 4, planted: 1 };
  const now = await leakRates(await b0(), set);
  expect(now.mistaken).toBeLessThanOrEqual(1);
  expect(now.from).toEqual(measured.leaks.confirmed.from);
  for (const { change, planted, found } of now.rates) {
    const recorded = measured.leaks.confirmed.rates.find((each) => each.change === change);
    const share = (recorded?.found ?? 0) / (recorded?.planted ?? 1);
    expect(found / planted, change).toBeGreaterThanOrEqual(share - 0.25);
  }
}, 200_000);

test('on both sets nearly every leak is found: poor JPEGs, other sizes, next frames; of crops of a fifth most', () => {
  for (const { rates, mistaken, pairs } of [measured.leaks.chosen, measured.leaks.confirmed]) {
    expect(mistaken / pairs).toBeLessThan(3e-4);
    for (const { change, planted, found } of rates)
      expect(found / planted, change).toBeGreaterThanOrEqual(change === 'crop20' ? 0.6 : 0.9);
  }
});
