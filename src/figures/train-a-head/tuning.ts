import type { HeadCard } from '../../../models/checkpoints/head.ts';
import { type Answer, answersOf, assessed } from '../../../models/heads/assessment.ts';
import { type Tuned, tuningRecipe } from '../../../models/heads/last-block.ts';
import type { Current } from './current.ts';
import { judged, type Outcome } from './outcome.ts';

/** A head as it was trained on the frozen network, and the same with the last block trained after it. */
export interface Pair {
  readonly frozen: Current;
  readonly tuned: Current;
}

/** What was measured of a head on the test, as its card has it; null where nothing was kept for it. */
export function measuredOn(answers: readonly Answer[], classes: number, seed: number): HeadCard['measured'] {
  const found = assessed(answers, classes, seed);
  return (
    found && {
      pictures: answers.length,
      accuracy: found.judgement.accuracy,
      interval: found.interval,
      macroF1: found.judgement.macro.f1,
    }
  );
}

/** The head of a second run beside the one that it began with: the same pictures, parts and test. */
export function pairOf(
  frozen: Current & { readonly trained: NonNullable<Current['trained']> },
  made: Tuned,
): Pair {
  const { card, trained } = frozen;
  const { outcome, data } = trained;
  const features = { ...data, features: made.features };
  const rows = outcome.parts.flatMap((part, i) => (part === 'test' ? [i] : []));
  const answers = answersOf(made.head, features, rows);
  const { curve, step, ended } = made;
  const { rate, batch } = tuningRecipe;
  return {
    frozen,
    tuned: {
      head: { ...made.head, block: made.block },
      trained: { ...trained, data: features, outcome: { ...outcome, answers, curve, step, ended } },
      card: {
        ...card,
        tuning: { rate, batch, step, ended },
        measured: measuredOn(answers, outcome.names.length, outcome.seed),
      },
    },
  };
}

/** A row of the table that sets both beside each other; null where nothing was kept for the test. */
export interface ComparedRow {
  readonly accuracy: number;
  readonly interval: readonly [number, number] | null;
  readonly macroF1: number;
  /** Mean cross-entropy on the test. */
  readonly loss: number;
}

export interface Comparison {
  readonly frozen: ComparedRow;
  readonly tuned: ComparedRow;
  /** Pictures of the test that one names right and the other wrong: they alone tell the two apart. */
  readonly onlyFrozen: number;
  readonly onlyTuned: number;
  readonly pictures: number;
}

export function comparison(frozen: Outcome, tuned: Outcome): Comparison | null {
  const [a, b] = [rowOf(frozen), rowOf(tuned)];
  if (a === null || b === null) return null;
  const right = ({ answers }: Outcome) => answers.map(({ label, prediction }) => label === prediction);
  const [before, after] = [right(frozen), right(tuned)];
  return {
    frozen: a,
    tuned: b,
    onlyFrozen: before.filter((each, i) => each && after[i] !== true).length,
    onlyTuned: after.filter((each, i) => each && before[i] !== true).length,
    pictures: frozen.answers.length,
  };
}

function rowOf(outcome: Outcome): ComparedRow | null {
  const found = judged(outcome);
  if (found === null) return null;
  const { answers, judgement, interval } = found;
  const loss = answers.reduce((sum, each) => sum + each.loss, 0) / answers.length;
  return { accuracy: judgement.accuracy, interval, macroF1: judgement.macro.f1, loss };
}
