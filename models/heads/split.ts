import { random } from '../scenes/random.ts';

/** What a picture is for: to learn from, to say when learning should stop, or to judge what was learnt. */
export const parts = ['train', 'validation', 'test'] as const;
export type Part = (typeof parts)[number];

export interface SplitOptions {
  readonly seed: number;
  /** Shares of each class, 0 to 1. */
  readonly validation: number;
  readonly test: number;
}

/**
 * Which part each picture belongs to. Each class is split by itself (stratified), by the seed alone: the same labels and seed give the
 * same parts. A class of three or more has a picture in every part whose share is not 0; one of two has none to validate with, one of
 * one is learnt from.
 */
export function split(labels: ArrayLike<number>, { seed, validation, test }: SplitOptions): Part[] {
  const byClass = new Map<number, number[]>();
  Array.from(labels).forEach((label, i) => {
    byClass.set(label, [...(byClass.get(label) ?? []), i]);
  });
  const result: Part[] = Array.from({ length: labels.length }, () => 'train');
  for (const [label, pictures] of byClass) {
    const order = shuffled(pictures, seed, label);
    const [forTest, forValidation] = shares(order.length, test, validation);
    order.slice(0, forTest).forEach((i) => {
      result[i] = 'test';
    });
    order.slice(forTest, forTest + forValidation).forEach((i) => {
      result[i] = 'validation';
    });
  }
  return result;
}

/** How many of a class go to test and to validation. At least one is left to learn from. */
function shares(count: number, test: number, validation: number): readonly [number, number] {
  const wanted = (share: number) => (share === 0 ? 0 : Math.max(1, Math.round(share * count)));
  const forTest = Math.min(wanted(test), count - 1);
  return [forTest, Math.min(wanted(validation), count - 1 - forTest)];
}

/** The list in an order drawn by seed and stream (Fisher–Yates). */
export function shuffled<T>(list: readonly T[], seed: number, stream = 0): T[] {
  const r = random(seed, stream);
  const result = [...list];
  for (let i = result.length - 1; i > 0; i--) {
    const j = r.below(i + 1);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
