import { describe, expect, test } from 'vitest';
import type { Order, Quantity } from './exercise.ts';
import { lessons } from './index.ts';
import { variantIndex } from './variant.ts';
import { slipTolerance, verdict } from './verdict.ts';

/** All variants, or those of five hundred readers where there are more. */
function drawn<V>(lesson: string, exercise: { readonly id: string; readonly variants: () => readonly V[] }) {
  const all = exercise.variants();
  if (all.length <= 500) return all;
  return Array.from({ length: 500 }, (_, i) => {
    const index = variantIndex(lesson, exercise as Quantity, { word: 'heron', name: `reader ${i}` });
    return all[index] as V;
  });
}
/** A number in the ways in which readers write it, each to as many digits as a double has. */
const spellings = (value: number): readonly string[] => {
  const plain = value.toLocaleString('en-US', { maximumFractionDigits: 17, useGrouping: false });
  return [
    plain,
    value.toExponential(),
    `≈ ${plain}`,
    value.toLocaleString('en-US', { maximumFractionDigits: 17 }),
    ...(value < 1 ? [`${100 * value} %`, plain.replace('.', ',')] : []),
    ...(value >= 1e6 ? [`${value / 1e6}M`, value.toLocaleString('fr-FR', { maximumFractionDigits: 0 })] : []),
  ];
};
const of = <K extends string>(kind: K) =>
  lessons.flatMap(({ id, exercises }) =>
    exercises.flatMap((each) => (each.kind === kind ? [[`${id}, ${each.id}`, id, each] as const] : [])),
  );

describe.each(of('number'))('%s, in every variant:', (_, lesson, each) => {
  const exercise = each as Quantity;
  const variants = drawn(lesson, exercise);
  test('the truth is a positive number; what is right is taken however it is written', () => {
    for (const variant of variants) {
      const truth = exercise.truth(variant);
      expect(Number.isFinite(truth) && truth > 0).toBe(true);
      if (exercise.tolerance === 0) expect(Number.isInteger(truth)).toBe(true);
      for (const text of spellings(truth))
        expect(verdict(exercise, variant, text).state, `${text} for ${truth}`).toBe('right');
      for (const sign of [-1, 1]) {
        const near = truth * (1 + 0.99 * sign * exercise.tolerance);
        expect(verdict(exercise, variant, String(near)).state).toBe('right');
        const far = truth * (1 + sign * (1.01 * exercise.tolerance + 1e-4));
        expect(verdict(exercise, variant, String(far)).state).toBe('wrong');
      }
    }
  });
  test('each mistake is apart from the truth and from the others, and is named', () => {
    for (const variant of variants) {
      const truth = exercise.truth(variant);
      const values = Object.entries(exercise.slips).flatMap(([slip, at]) => {
        const value = at(variant);
        return value === null ? [] : [{ slip, value }];
      });
      for (const [i, { slip, value }] of values.entries()) {
        const said = `${slip} ${JSON.stringify(variant)}: ${value} for ${truth}`;
        expect(Math.abs(value / truth - 1), said).toBeGreaterThan(exercise.tolerance);
        expect(verdict(exercise, variant, String(value)), said).toMatchObject({ state: 'wrong', slip });
        for (const other of values.slice(i + 1))
          expect(Math.abs(value / other.value - 1), `${said}, ${other.slip}`).toBeGreaterThan(0.001);
      }
    }
  });
});

describe.each(of('order'))('%s, in every variant:', (_, lesson, each) => {
  const exercise = each as Order;
  test('neighbours differ by 3 %, what is shown at first is wrong, what a mistake gives is named', () => {
    expect(slipTolerance).toBeLessThan(0.03);
    for (const variant of drawn(lesson, exercise)) {
      const items = exercise.items(variant);
      const sorted = items.toSorted((a, b) => b.value - a.value);
      for (const [i, { value }] of sorted.slice(1).entries())
        expect((sorted[i]?.value ?? 0) / value).toBeGreaterThanOrEqual(1.03);
      const ids = (list: typeof items) => list.map(({ id }) => id);
      expect(verdict(exercise, variant, ids(sorted)).state).toBe('right');
      expect(verdict(exercise, variant, ids(items)).state).toBe('order');
      const slips = Object.keys(exercise.slips);
      for (const order of Object.values(exercise.slips))
        expect(verdict(exercise, variant, order(variant))).toMatchObject({
          state: 'order',
          // Two mistakes may give one order: then the first of them is named.
          slip: slips.find((each) => exercise.slips[each]?.(variant).join() === order(variant).join()),
        });
    }
  });
});

describe.each([...of('choose'), ...of('fault')])('%s, in every variant:', (_, lesson, exercise) => {
  test('the truth is one of its options; every other one is its own slip', () => {
    if (exercise.kind !== 'choose' && exercise.kind !== 'fault') return;
    expect(new Set(exercise.options).size).toBe(exercise.options.length);
    for (const variant of drawn(lesson, exercise)) {
      const truth = exercise.truth(variant);
      expect(exercise.options).toContain(truth);
      for (const option of exercise.options)
        expect(verdict(exercise, variant, option)).toEqual(
          option === truth ? { state: 'right', value: null } : { state: 'wrong', slip: option, factor: null },
        );
    }
  });
});

test.each(of('predict'))('%s: the truth is a number in every variant', (_, lesson, exercise) => {
  // What is guessed of the reader's own run is not known here.
  if (exercise.kind !== 'predict' || 'measured' in exercise) return;
  for (const variant of drawn(lesson, exercise)) expect(Number.isFinite(exercise.truth(variant))).toBe(true);
});

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s: every goal is tested, every exercise is known by one name',
  (_, { goals, exercises }) => {
    expect(new Set(exercises.flatMap(({ goal }) => goal ?? []))).toEqual(new Set(goals));
    expect(new Set(exercises.map(({ id }) => id)).size).toBe(exercises.length);
  },
);
