import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { foldScaling, scaled, scalingOf } from '../../models/heads/scaling.ts';
import { fitHead, type LabelledFeatures, probabilities } from '../../models/heads/softmax-regression.ts';
import { type Part, split } from '../../models/heads/split.ts';
import { methods, recipe, trained, training } from '../../models/heads/training.ts';
import { random } from '../../models/scenes/random.ts';
import { portraitFeatures, portraitSets } from './portrait-features.ts';

const goldens = JSON.parse(
  readFileSync(new URL('regressions-on-portraits.json', import.meta.url), 'utf8'),
) as readonly { readonly decay: number; readonly probabilities: readonly number[] }[];

describe.each(portraitSets.map((set, i) => [`${set.classes} classes of portraits`, set, i] as const))(
  '%s, through the frozen B0:',
  (_, set, i) => {
    test('both our optimum and what the page trains are scikit-learn’s within 1e-4', async () => {
      const data = await portraitFeatures(set);
      const { decay, probabilities: golden = [] } = goldens[i] ?? { decay: 0 };
      expect(golden).toHaveLength(data.labels.length * set.classes);
      const rows = scaled(data.features, scalingOf(data.features, data.width));
      const fitted = fitHead({ ...data, features: rows }, { classes: set.classes, decay, steps: 2000 });
      const page = trained(
        data,
        Array.from(data.labels, () => 'train' as const),
        { method: 'lbfgs', classes: set.classes, seed: 1, decay },
      );
      for (const ours of [
        probabilities(fitted, rows, data.width),
        // Its scaling is folded into the layer: it reads the features as they are.
        probabilities(page, data.features, data.width),
      ])
        expect(Math.max(...golden.map((value, k) => Math.abs(value - (ours[k] ?? 9))))).toBeLessThan(1e-4);
    }, 60_000);
  },
);

/** Three classes, each a cloud around a corner; feature 3 never changes. */
function clouds(count: number, seed = 5): LabelledFeatures {
  const r = random(seed);
  const labels = Array.from({ length: count }, (_, i) => i % 3);
  const features = Float32Array.from({ length: count * 4 }, (_, i) => {
    const f = i % 4;
    return f === 3 ? 7 : (labels[Math.floor(i / 4)] === f ? 3 : 0) + r.normal(1.2) + 10 * f;
  });
  return { features, labels, width: 4 };
}

describe('scaling', () => {
  const data = clouds(60);
  const scaling = scalingOf(data.features, 4);
  const rows = scaled(data.features, scaling);

  test('gives every feature mean 0 and deviation 1, and leaves one that never changes at 0', () => {
    for (let f = 0; f < 4; f++) {
      const column = rows.filter((_, i) => i % 4 === f);
      const mean = column.reduce((sum, value) => sum + value, 0) / 60;
      const square = column.reduce((sum, value) => sum + value ** 2, 0) / 60;
      expect(mean).toBeCloseTo(0, 5);
      expect(square).toBeCloseTo(f === 3 ? 0 : 1, 5);
    }
  });

  test('folds into the layer', () => {
    const head = fitHead({ ...data, features: rows }, { classes: 3, decay: 0.01 });
    const [a, b] = [
      probabilities(head, rows, 4),
      probabilities(foldScaling(head, scaling), data.features, 4),
    ];
    expect(Math.max(...a.map((value, i) => Math.abs(value - (b[i] ?? 9))))).toBeLessThan(1e-5);
  });
});

describe('the split', () => {
  const labels = [...Array.from({ length: 20 }, () => 0), 1, 1, 1, 2, 2, 3];
  const parts = split(labels, { seed: 3, validation: 0.2, test: 0.2 });
  const of = (label: number, part: Part) =>
    parts.filter((each, i) => each === part && labels[i] === label).length;

  test('is stratified; small classes keep what they can', () => {
    expect([of(0, 'train'), of(0, 'validation'), of(0, 'test')]).toEqual([12, 4, 4]);
    expect([of(1, 'train'), of(1, 'validation'), of(1, 'test')]).toEqual([1, 1, 1]);
    expect([of(2, 'train'), of(2, 'validation'), of(2, 'test')]).toEqual([1, 0, 1]);
    expect([of(3, 'train'), of(3, 'validation'), of(3, 'test')]).toEqual([1, 0, 0]);
  });

  test('is the seed’s, and another seed’s is another', () => {
    expect(split(labels, { seed: 3, validation: 0.2, test: 0.2 })).toEqual(parts);
    expect(split(labels, { seed: 4, validation: 0.2, test: 0.2 })).not.toEqual(parts);
  });

  test('a share of nothing takes nothing', () => {
    expect(new Set(split(labels, { seed: 3, validation: 0, test: 0 }))).toEqual(new Set(['train']));
  });
});

describe.each(methods)('training by %s', (method) => {
  const data = clouds(120);
  const parts = split(data.labels, { seed: 1, validation: 0.2, test: 0.2 });
  const options = { method, classes: 3, seed: 1, decay: 1e-3 };

  test('lowers the loss, and gives the same head twice', () => {
    const [a, b] = [trained(data, parts, options), trained(data, parts, options)];
    expect(a.kernel).toEqual(b.kernel);
    expect(a.bias).toEqual(b.bias);
    const { curve } = a;
    expect(curve.at(-1)?.loss).toBeLessThan((curve[0]?.loss ?? 0) / 1.05);
    expect(curve.map(({ step }) => step)).toEqual(curve.map((_, i) => i + 1));
  });

  test('keeps the step with the lowest loss on validation', () => {
    const { curve, step } = trained(data, parts, options);
    const lowest = curve.reduce((a, b) => ((b.validationLoss ?? 9) < (a.validationLoss ?? 9) ? b : a));
    expect(step).toBe(lowest.step);
  });

  test('stops early where validation grows worse', () => {
    // Labels that say nothing: what is learnt from them is wrong for others.
    const r = random(9);
    const noise = { ...data, labels: data.labels.length ? Array.from(data.labels, () => r.below(3)) : [] };
    const wide = {
      ...noise,
      features: Float32Array.from({ length: 120 * 20 }, () => r.normal(1)),
      width: 80,
    };
    const { ended, step, curve } = trained(wide, parts, { ...options, decay: 0 });
    expect(ended).toBe('early');
    expect(curve.at(-1)?.step).toBe(step + recipe[method].patience);
  });

  test('can be left after any step', () => {
    const steps = training(data, parts, options);
    expect(steps.next().done).toBe(false);
    expect(steps.return(undefined as never).done).toBe(true);
  });

  test('refuses one class alone', () => {
    expect(() =>
      trained(
        data,
        parts.map((part, i) => (data.labels[i] === 0 ? part : 'test')),
        options,
      ),
    ).toThrow('at least two classes');
  });
});
