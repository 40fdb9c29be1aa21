import { describe, expect, test } from 'vitest';
import type { Exercise, Written } from './exercise.ts';
import { markable, nothing, rightMark } from './fault.ts';
import { lessons } from './index.ts';
import { verdict } from './verdict.ts';

// What holds of every exercise of every lesson, in every variant. A figure that is to be set is tried beside the figures' schemas.
const all = lessons.flatMap((lesson) =>
  lesson.exercises.map((exercise): readonly [string, Exercise] => [`${lesson.id}/${exercise.id}`, exercise]),
);
const of = <K extends Written['kind']>(...kinds: readonly K[]) =>
  all.filter((each): each is readonly [string, Extract<Written, { readonly kind: K }>] =>
    (kinds as readonly string[]).includes(each[1].kind),
  );
/** A number in the ways in which readers write it, to as many digits as a double has. */
function spellings(value: number): readonly string[] {
  const plain = value.toLocaleString('en-US', { maximumFractionDigits: 17, useGrouping: false });
  return [
    plain,
    value.toExponential(),
    `≈ ${plain}`,
    value.toLocaleString('en-US', { maximumFractionDigits: 17 }),
    ...(value < 1 ? [`${100 * value} %`, plain.replace('.', ',')] : []),
    ...(value >= 1e6 ? [`${value / 1e6}M`, value.toLocaleString('fr-FR', { maximumFractionDigits: 0 })] : []),
  ];
}
const text = (variant: unknown) => JSON.stringify(variant);

test('lessons and their exercises are known by one name each; minutes and versions are whole', () => {
  expect(new Set(lessons.map(({ id }) => id)).size).toBe(lessons.length);
  expect(new Set(all.map(([name]) => name)).size).toBe(all.length);
  for (const { minutes, version } of lessons)
    for (const count of [minutes, version]) expect(Number.isSafeInteger(count) && count > 0).toBe(true);
});

test.each(lessons.map((lesson) => [lesson.id, lesson] as const))(
  '%s: every goal is tested by an exercise, and no exercise tests another one',
  (_, { goals, exercises }) => {
    expect(new Set(exercises.flatMap(({ goal }) => goal ?? []))).toEqual(new Set(goals));
  },
);

test.each(all)('%s has variants, the same at every call', (_, { kind, variants }) => {
  // A text is not marked, and of a reader's own figure there is but one: these may have one.
  const least = kind === 'explain' || kind === 'read' ? 1 : 4;
  expect(variants().length).toBeGreaterThanOrEqual(least);
  expect(text(variants())).toBe(text(variants()));
});

describe.each(of('number'))('%s', (_, exercise) => {
  test('what is right is taken, and what is beyond the tolerance is not', () => {
    for (const variant of exercise.variants()) {
      const truth = exercise.truth(variant);
      expect(Number.isFinite(truth), text(variant)).toBe(true);
      expect(truth, text(variant)).not.toBe(0);
      for (const sign of [-1, 1]) {
        const near = truth * (1 + 0.99 * sign * exercise.tolerance);
        expect(verdict(exercise, variant, String(near)).state, text(variant)).toBe('right');
        const far = truth * (1 + sign * (1.01 * exercise.tolerance + 1e-6));
        expect(verdict(exercise, variant, String(far)).state, text(variant)).toBe('wrong');
      }
    }
  });
  test('what is right is taken however it is written', () => {
    for (const variant of exercise.variants())
      for (const spelled of spellings(exercise.truth(variant)))
        expect(verdict(exercise, variant, spelled).state, `${spelled} ${text(variant)}`).toBe('right');
  });
  test('each mistake is wrong and known by its name, in some variant', () => {
    for (const [slip, theirs] of Object.entries(exercise.slips)) {
      const made = exercise.variants().filter((variant) => theirs(variant) !== null);
      expect(made.length, slip).toBeGreaterThan(0);
      for (const variant of made)
        expect(verdict(exercise, variant, String(theirs(variant))), `${slip} ${text(variant)}`).toMatchObject(
          {
            state: 'wrong',
            slip,
          },
        );
    }
  });
});

describe.each(of('order'))('%s', (_, exercise) => {
  test('neighbours differ by three per cent at least; the right order alone is taken, and is not the first shown', () => {
    for (const variant of exercise.variants()) {
      const items = exercise.items(variant);
      const sorted = items.toSorted((a, b) => b.value - a.value);
      for (const [i, { value }] of sorted.slice(1).entries())
        expect((sorted[i]?.value ?? 0) / value, text(variant)).toBeGreaterThanOrEqual(1.03);
      const ids = (list: typeof items) => list.map(({ id }) => id);
      expect(verdict(exercise, variant, ids(sorted)).state).toBe('right');
      expect(verdict(exercise, variant, ids(items)).state, text(variant)).toBe('order');
      for (const [slip, order] of Object.entries(exercise.slips)) {
        const found = verdict(exercise, variant, order(variant));
        expect(found, `${slip} ${text(variant)}`).toMatchObject({ state: 'order', slip });
      }
    }
  });
});

describe.each(of('choose'))('%s', (_, exercise) => {
  test('one option is right, every other one its own mistake', () => {
    expect(new Set(exercise.options).size).toBe(exercise.options.length);
    for (const variant of exercise.variants()) {
      const truth = exercise.truth(variant);
      expect(exercise.options, text(variant)).toContain(truth);
      for (const option of exercise.options)
        expect(verdict(exercise, variant, option)).toEqual(
          option === truth ? { state: 'right', value: null } : { state: 'wrong', slip: option, factor: null },
        );
    }
  });
});

describe.each(of('fault'))('%s', (_, exercise) => {
  const marks = markable(exercise);
  const names = [...marks, ...exercise.reasons];

  test('parts and reasons are known by one name each; in every variant all parts hold, or all but one', () => {
    expect(new Set(names).size).toBe(names.length);
    for (const variant of exercise.variants()) {
      const wrong = Object.values(exercise.parts).filter((holds) => !holds(variant));
      expect(wrong.length, text(variant)).toBeLessThanOrEqual(1);
      expect(exercise.reasons, text(variant)).toContain(exercise.reason(variant));
    }
  });

  test('one part with one reason is right; any other part or reason is its own mistake, and it is said which half is right', () => {
    for (const variant of exercise.variants()) {
      const [part, reason] = rightMark(exercise, variant);
      for (const marked of marks)
        for (const given of exercise.reasons) {
          const right = { part: marked === part, reason: given === reason };
          expect(verdict(exercise, variant, [marked, given]), text(variant)).toEqual(
            right.part && right.reason
              ? { state: 'right', value: null }
              : { state: 'fault', slip: right.part ? given : marked, ...right },
          );
        }
    }
  });

  test('the first variant has a wrong part, another one has none, and more than one reason is right somewhere', () => {
    const right = exercise.variants().map((variant) => rightMark(exercise, variant));
    expect(right[0]?.[0]).not.toBe(nothing);
    expect(right.map(([part]) => part)).toContain(nothing);
    expect(new Set(right.map(([, reason]) => reason)).size).toBeGreaterThan(1);
    expect(right.length).toBeGreaterThanOrEqual(4);
  });
});

test.each(of('predict'))('%s: the truth is a number, or waits for the figure', (_, exercise) => {
  for (const variant of exercise.variants()) {
    const found = verdict(exercise, variant, '2');
    if ('measured' in exercise) expect(found).toEqual({ state: 'noted', truth: null, guess: 2 });
    else expect(found.state === 'noted' && Number.isFinite(found.truth)).toBe(true);
  }
});
test.each(of('read'))('%s: nothing is right before the figure has measured', (_, exercise) => {
  for (const variant of exercise.variants())
    expect(verdict(exercise, variant, '2')).toEqual({ state: 'unmeasured' });
});
test.each(of('explain'))('%s: there are points to look for', (_, exercise) => {
  expect(exercise.points.length).toBeGreaterThan(1);
  expect(new Set(exercise.points).size).toBe(exercise.points.length);
});
