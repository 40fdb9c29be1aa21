import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { judge } from '../../models/heads/judgement.ts';
import {
  crossEntropy,
  fitHead,
  type LabelledFeatures,
  probabilities,
} from '../../models/heads/softmax-regression.ts';

const read = (name: string) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

interface Table {
  readonly truth: readonly string[];
  readonly prediction: readonly string[];
  readonly classes: readonly string[];
  readonly confusion: readonly (readonly number[])[];
  readonly accuracy: number;
  readonly perClass: readonly Record<string, number>[];
  readonly macro: Record<string, number>;
  readonly weighted: Record<string, number>;
}

describe('judging', () => {
  const tables = read('judgements.json') as readonly Table[];

  test('equals scikit-learn’s confusion matrix and report on 200 random tables', () => {
    expect(tables).toHaveLength(200);
    for (const table of tables) {
      const verdicts = table.truth.map((truth, i) => ({ truth, prediction: table.prediction[i] ?? '' }));
      const found = judge(verdicts);
      expect(found.classes).toEqual(table.classes);
      expect(found.confusion).toEqual(table.confusion);
      expect(Math.abs(found.accuracy - table.accuracy)).toBeLessThan(1e-12);
      const rows = [...found.perClass, found.macro, found.weighted];
      for (const [i, golden] of [...table.perClass, table.macro, table.weighted].entries()) {
        const row = rows[i];
        for (const [ours, theirs] of [
          [row?.precision, golden.precision],
          [row?.recall, golden.recall],
          [row?.f1, golden['f1-score']],
          [row?.support, golden.support],
        ])
          expect(Math.abs((ours ?? Number.NaN) - (theirs ?? Number.NaN))).toBeLessThan(1e-12);
      }
    }
  });

  test('specificity by its definition: true negatives over all negatives, counted one by one', () => {
    for (const { truth, prediction, classes } of tables) {
      const found = judge(truth.map((each, i) => ({ truth: each, prediction: prediction[i] ?? '' })));
      for (const [c, name] of classes.entries()) {
        const negatives = truth.map((each, i) => [each, prediction[i]]).filter(([each]) => each !== name);
        const right = negatives.filter(([, said]) => said !== name).length;
        const expected = negatives.length === 0 ? 0 : right / negatives.length;
        expect(found.perClass[c]?.specificity).toBeCloseTo(expected, 12);
      }
    }
  });

  test('holds classes that never were true, and classes that never were predicted', () => {
    expect(tables.some(({ classes, truth }) => classes.some((name) => !truth.includes(name)))).toBe(true);
    expect(tables.some(({ classes, prediction }) => classes.some((name) => !prediction.includes(name)))).toBe(
      true,
    );
  });

  test('refuses what cannot be judged', () => {
    expect(() => judge([])).toThrow('no prediction');
    expect(() => judge([{ truth: 'a', prediction: 'b' }], ['a'])).toThrow('“b” is none of the 1 classes');
  });
});

/** The seeded features of make_goldens.py. */
function seeded({ which, count, width, classes, used }: Regression): LabelledFeatures {
  const hash = (i: number) => {
    let h = (Math.imul(which, 0x9e3779b1) + Math.imul(i, 0x85ebca77)) >>> 0;
    h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
    h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
    return (2 * ((h ^ (h >>> 16)) >>> 0)) / 2 ** 32 - 1;
  };
  const labels = Int32Array.from({ length: count }, (_, p) => (p * p) % classes);
  const features = Float32Array.from({ length: count * width }, (_, i) => {
    const push = (i % width) % classes === labels[Math.floor(i / width)] ? 0.6 : 0;
    return hash(i) + push;
  });
  return { features, labels: labels.map((label) => used.indexOf(label)), width };
}

interface Regression {
  readonly which: number;
  readonly count: number;
  readonly width: number;
  readonly classes: number;
  readonly used: readonly number[];
  readonly decay: number;
  readonly probabilities: readonly number[];
}

describe.each(read('regressions.json') as readonly Regression[])(
  'softmax regression on set $which',
  (golden) => {
    const data = seeded(golden);
    const classes = golden.used.length;

    test('reaches scikit-learn’s optimum', () => {
      const head = fitHead(data, { classes, decay: golden.decay, steps: 2000 });
      const ours = probabilities(head, data.features, data.width);
      expect(ours).toHaveLength(golden.probabilities.length);
      for (const [i, value] of golden.probabilities.entries())
        expect(Math.abs((ours[i] ?? 9) - value)).toBeLessThan(1e-4);
    });

    test('has the gradient that finite differences give', () => {
      const f = crossEntropy(data, classes, golden.decay);
      const x = Float64Array.from({ length: (data.width + 1) * classes }, (_, i) => Math.sin(i) / 3);
      const gradient = new Float64Array(x.length);
      const unused = new Float64Array(x.length);
      f(x, gradient);
      for (let i = 0; i < x.length; i += 5) {
        const step = 1e-6;
        const [up, down] = [step, -step].map((by) => f(x.with(i, (x[i] ?? 0) + by), unused));
        expect(gradient[i]).toBeCloseTo(((up ?? 0) - (down ?? 0)) / (2 * step), 7);
      }
    });

    test('gives the same head twice, bit for bit', () => {
      const [a, b] = [1, 2].map(() => fitHead(data, { classes, decay: golden.decay }));
      expect(a?.kernel).toEqual(b?.kernel);
    });
  },
);

test('refuses what cannot be learnt', () => {
  const one = { features: new Float32Array(4), labels: [0], width: 4 };
  expect(() =>
    fitHead({ ...one, labels: [], features: new Float32Array(0) }, { classes: 2, decay: 1 }),
  ).toThrow('no picture');
  expect(() => fitHead(one, { classes: 1, decay: 1 })).toThrow('at least two');
  expect(() => fitHead({ ...one, labels: [3] }, { classes: 2, decay: 1 })).toThrow('class 3');
  expect(() => fitHead({ ...one, width: 5 }, { classes: 2, decay: 1 })).toThrow('5 numbers, not 4');
});
