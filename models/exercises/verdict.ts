import type {
  Arrange,
  Band,
  Exercise,
  Fault,
  Order,
  Quantity,
  ReadOff,
  Standing,
  Written,
} from './exercise.ts';
import { markable, rightMark } from './fault.ts';
import type { FigureViews } from './figure-views.ts';
import { readQuantity } from './read-quantity.ts';

/**
 * What a reader gave: the text of a number or of an explanation, the name of an option, an order, the fragment of a figure’s view. Of a
 * number that is held against the reader’s own figure: its text, then what the figure measured. Of a claim: the part that was marked, then
 * the reason; empty what is not given yet.
 */
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
  /** What a figure was brought into, condition by condition; not all are met. */
  | { readonly state: 'set'; readonly slip: string | null; readonly standing: readonly NamedStanding[] }
  /** Of a claim one half is given, and the other one is not. */
  | { readonly state: 'half'; readonly missing: 'part' | 'reason' }
  /** Of a claim not both halves are right. `slip` is the part that was marked and holds, or else the reason that is none. */
  | {
      readonly state: 'fault';
      readonly slip: string;
      readonly part: boolean;
      readonly reason: boolean;
    }
  /** The figure has measured nothing yet that the answer could be held against. */
  | { readonly state: 'unmeasured' }
  /** What the figure measured says something else. */
  | { readonly state: 'read'; readonly slip: string | null; readonly band: Band }
  /** A guess or a text: nothing is marked. `guess` is null where the guess is no number. */
  | { readonly state: 'noted'; readonly truth: number | null; readonly guess: number | null };

interface Valued {
  readonly id: string;
  readonly value: number;
}

export interface NamedStanding extends Standing {
  readonly name: string;
}

/** How near a number must come to what a mistake would give, as a share of it. */
export const slipTolerance = 0.02;

/**
 * Marks an answer to one variant. The same everywhere: on the page, in the teacher's, on the command line. Where the exercise may be about
 * a figure’s view, the figures’ schemas are needed to read it.
 */
export function verdict<V>(exercise: Written<V>, variant: V, answer: Answer): Verdict;
export function verdict<V, W extends object>(
  exercise: Exercise<V, W>,
  variant: V,
  answer: Answer,
  views: FigureViews,
): Verdict;
export function verdict<V, W extends object>(
  exercise: Exercise<V, W>,
  variant: V,
  answer: Answer,
  views?: FigureViews,
): Verdict {
  const [text = ''] = typeof answer === 'string' ? [answer] : answer;
  if (exercise.kind === 'fault') return ofClaim(exercise, variant, answer);
  if (text.trim() === '') return { state: 'empty' };
  switch (exercise.kind) {
    case 'predict':
      if ('measured' in exercise) {
        const measured = measuredIn(answer);
        const truth = measured === null ? null : exercise.found(measured, variant);
        return { state: 'noted', truth, guess: readQuantity(text) };
      }
      return typeof answer === 'string'
        ? { state: 'noted', truth: exercise.truth(variant), guess: readQuantity(answer) }
        : { state: 'unread' };
    case 'explain':
      return { state: 'noted', truth: null, guess: null };
    case 'number':
      return typeof answer === 'string' ? ofNumber(exercise, variant, answer) : { state: 'unread' };
    case 'read':
      return ofReading(exercise, variant, answer);
    case 'set': {
      const view = typeof answer === 'string' ? views?.read(exercise.figure, answer) : null;
      return view == null ? { state: 'unread' } : ofView(exercise, variant, view as W);
    }
    case 'choose':
      if (typeof answer !== 'string' || !exercise.options.includes(answer)) return { state: 'unread' };
      return answer === exercise.truth(variant)
        ? { state: 'right', value: null }
        : { state: 'wrong', slip: answer, factor: null };
    case 'order':
      return typeof answer === 'string' ? { state: 'unread' } : ofOrder(exercise, variant, answer);
  }
}

/** How a view stands to each condition, in their order. */
export const standingsOf = <V, W extends object>(
  { conditions }: Arrange<V, W>,
  variant: V,
  view: W,
): readonly NamedStanding[] =>
  Object.entries(conditions).map(([name, of]) => ({ name, ...of(view, variant) }));

function ofView<V, W extends object>(exercise: Arrange<V, W>, variant: V, view: W): Verdict {
  const standing = standingsOf(exercise, variant, view);
  if (standing.every(({ met }) => met)) return { state: 'right', value: null };
  const slip = Object.entries(exercise.slips).find(([, { is }]) => is(view, variant));
  return { state: 'set', slip: slip?.[0] ?? null, standing };
}

/** The numbers that a figure measured, behind what the reader wrote. */
export function measuredIn(answer: Answer): readonly number[] | null {
  const numbers = typeof answer === 'string' ? [] : answer.slice(1).map(Number);
  return numbers.length > 0 && numbers.every(Number.isFinite) ? numbers : null;
}

function ofReading<V>({ band, slips }: ReadOff<V>, variant: V, answer: Answer): Verdict {
  const value = readQuantity(typeof answer === 'string' ? answer : (answer[0] ?? ''));
  if (value === null) return { state: 'unread' };
  const measured = measuredIn(answer);
  if (measured === null) return { state: 'unmeasured' };
  const found = band(measured, variant);
  // A rounding of the binary fraction is no mistake of the reader's.
  const slack = 1e-9 * Math.abs(found.value);
  if (value >= found.from - slack && value <= found.to + slack) return { state: 'right', value: found.value };
  return { state: 'read', slip: nearestSlip(slips, value, (of) => of(measured, variant)), band: found };
}

/** The mistake that gives a number, nearly. */
function nearestSlip<F>(
  slips: Readonly<Record<string, F>>,
  value: number,
  theirsOf: (slip: F) => number | null,
): string | null {
  const [nearest] = Object.entries(slips)
    .flatMap(([slip, of]) => {
      const theirs = theirsOf(of);
      return theirs === null ? [] : [{ slip, off: Math.abs(value / theirs - 1) }];
    })
    .filter(({ off }) => off <= slipTolerance)
    .sort((a, b) => a.off - b.off);
  return nearest?.slip ?? null;
}

function ofNumber<V>({ tolerance, truth, slips }: Quantity<V>, variant: V, answer: string): Verdict {
  const value = readQuantity(answer);
  if (value === null) return { state: 'unread' };
  const right = truth(variant);
  // A rounding of the binary fraction is no mistake of the reader's.
  if (Math.abs(value - right) <= (tolerance + 1e-9) * Math.abs(right)) return { state: 'right', value };
  const slip = nearestSlip(slips, value, (of) => of(variant));
  return { state: 'wrong', slip, factor: right === 0 ? null : value / right };
}

function ofClaim<V>(exercise: Fault<V>, variant: V, answer: Answer): Verdict {
  // Once one of four options was the whole answer: a text alone says nothing of a part and a reason.
  if (typeof answer === 'string') return { state: answer.trim() === '' ? 'empty' : 'unread' };
  const [part = '', reason = '', ...more] = answer;
  const isKnown =
    ['', ...markable(exercise)].includes(part) && ['', ...exercise.reasons].includes(reason) && !more.length;
  if (!isKnown) return { state: 'unread' };
  if (part === '' || reason === '')
    return part === reason ? { state: 'empty' } : { state: 'half', missing: part === '' ? 'part' : 'reason' };
  const [rightPart, rightReason] = rightMark(exercise, variant);
  const right = { part: part === rightPart, reason: reason === rightReason };
  return right.part && right.reason
    ? { state: 'right', value: null }
    : { state: 'fault', slip: right.part ? reason : part, ...right };
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
