import type { HeadCard } from '../../../models/checkpoints/head.ts';
import { type Answer, answersOf, assessed } from '../../../models/heads/assessment.ts';
import { type Tuned, tuningRecipe } from '../../../models/heads/last-block.ts';
import type { Current } from './current.ts';

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
        tuning: { rate, batch, step, ended, weights: made.shapes },
        measured: measuredOn(answers, outcome.names.length, outcome.seed),
      },
    },
  };
}
