import type { Exercise, Order, Quantity } from './exercise.ts';
import { readQuantity } from './read-quantity.ts';

/** What a reader gave: the text of a number or of an explanation, the name of an option, an order. */
export type Answer = string | readonly string[];

/** What is to be said of an answer. Words are made of it elsewhere. */
export type Verdict =
  | { readonly state: 'empty' | 'unread' }
  | { readonly state: 'right'; readonly value: number | null }
  /** `factor` is answer over truth, of a number that no known mistake explains. */
  | { readonly state: 'wrong'; readonly slip: string | null; readonly factor: number | null }
  /** The first two that stand the wrong way round. */
  | {
      readonly state: 'order';
      readonly slip: string | null;
      readonly pair: readonly [Valued, Valued];
    }
  /** A guess or a text: nothing is marked. `guess` is null where the guess is no number. */
  | { readonly state: 'noted'; readonly truth: number | null; readonly guess: number | null };

interface Valued {
  readonly id: string;
  readonly value: number;
}

/** How near a number must come to what a mistake would give, as a share of it. */
export const slipTolerance = 0.02;

/** Marks an answer to one variant. The same everywhere: on the page, in the teacher's, on the command line. */
export function verdict<V>(exercise: Exercise<V>, variant: V, answer: Answer): Verdict {
  const empty = typeof answer === 'string' ? answer.trim() === '' : answer.length === 0;
  if (empty) return { state: 'empty' };
  switch (exercise.kind) {
    case 'predict':
      return typeof answer === 'string'
        ? { state: 'noted', truth: exercise.truth(variant), guess: readQuantity(answer) }
        : { state: 'unread' };
    case 'explain':
      return { state: 'noted', truth: null, guess: null };
    case 'number':
      return typeof answer === 'string' ? ofNumber(exercise, variant, answer) : { state: 'unread' };
    case 'choose':
    case 'fault':
      if (typeof answer !== 'string' || !exercise.options.includes(answer)) return { state: 'unread' };
      return answer === exercise.truth(variant)
        ? { state: 'right', value: null }
        : { state: 'wrong', slip: answer, factor: null };
    case 'order':
      return typeof answer === 'string' ? { state: 'unread' } : ofOrder(exercise, variant, answer);
  }
}

function ofNumber<V>({ tolerance, truth, slips }: Quantity<V>, variant: V, answer: string): Verdict {
  const value = readQuantity(answer);
  if (value === null) return { state: 'unread' };
  const right = truth(variant);
  // A rounding of the binary fraction is no mistake of the reader's.
  if (Math.abs(value - right) <= (tolerance + 1e-9) * Math.abs(right)) return { state: 'right', value };
  const [nearest] = Object.entries(slips)
    .flatMap(([slip, at]) => {
      const theirs = at(variant);
      return theirs === null ? [] : [{ slip, off: Math.abs(value / theirs - 1) }];
    })
    .filter(({ off }) => off <= slipTolerance)
    .sort((a, b) => a.off - b.off);
  return { state: 'wrong', slip: nearest?.slip ?? null, factor: right === 0 ? null : value / right };
}

function ofOrder<V>({ items, slips }: Order<V>, variant: V, answer: readonly string[]): Verdict {
  const all = items(variant);
  const valued = answer.flatMap((id) => all.find((item) => item.id === id) ?? []);
  if (valued.length !== all.length || new Set(answer).size !== all.length) return { state: 'unread' };
  const at = valued.findIndex(({ value }, i) => value < (valued[i + 1]?.value ?? Number.NEGATIVE_INFINITY));
  const [one, other] = [valued[at], valued[at + 1]];
  if (one === undefined || other === undefined) return { state: 'right', value: null };
  const slip = Object.entries(slips).find(([, order]) => order(variant).join() === answer.join());
  return { state: 'order', slip: slip?.[0] ?? null, pair: [one, other] };
}
