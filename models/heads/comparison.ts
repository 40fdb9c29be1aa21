import { type Answer, assessed } from './assessment.ts';
import { signTest } from './sign-test.ts';

/** What one run came to on the test. */
export interface ComparedRun {
  readonly accuracy: number;
  readonly interval: readonly [number, number] | null;
  readonly macroF1: number;
  /** Mean cross-entropy. */
  readonly loss: number;
}

/** A head on the frozen network beside one with the last block trained, too: the same pictures of a test. */
export interface Comparison {
  readonly frozen: ComparedRun;
  readonly tuned: ComparedRun;
  /** Pictures that one names right and the other wrong: they alone tell the two apart. */
  readonly onlyFrozen: number;
  readonly onlyTuned: number;
  readonly pictures: number;
  /** By accuracy; null where both name as many right. */
  readonly better: 'frozen' | 'tuned' | null;
  readonly lowerLoss: 'frozen' | 'tuned';
  /** Whether their intervals overlap; null where one has none, since it makes no mistake or nothing but mistakes. */
  readonly overlap: boolean | null;
  /** How often two equally good ones would be told apart so clearly. */
  readonly chance: number;
}

/**
 * @param frozen what the one said of the test's pictures
 * @param tuned what the other said of the same ones, in the same order
 * @param seed of the bootstrap
 * @returns null where there is no picture
 */
export function comparison(
  frozen: readonly Answer[],
  tuned: readonly Answer[],
  classes: number,
  seed: number,
): Comparison | null {
  const [a, b] = [frozen, tuned].map((answers) => runOf(answers, classes, seed));
  if (!a || !b) return null;
  const right = (answers: readonly Answer[]) => answers.map(({ label, prediction }) => label === prediction);
  const [before, after] = [right(frozen), right(tuned)];
  const onlyFrozen = before.filter((each, i) => each && after[i] !== true).length;
  const onlyTuned = after.filter((each, i) => each && before[i] !== true).length;
  return {
    frozen: a,
    tuned: b,
    ...{ onlyFrozen, onlyTuned },
    pictures: frozen.length,
    better: onlyFrozen === onlyTuned ? null : onlyFrozen > onlyTuned ? 'frozen' : 'tuned',
    lowerLoss: a.loss < b.loss ? 'frozen' : 'tuned',
    overlap: overlapping(a.interval, b.interval),
    chance: signTest(onlyFrozen, onlyTuned),
  };
}

function runOf(answers: readonly Answer[], classes: number, seed: number): ComparedRun | null {
  const found = assessed(answers, classes, seed);
  if (found === null) return null;
  const { judgement, interval } = found;
  const loss = answers.reduce((sum, each) => sum + each.loss, 0) / answers.length;
  return { accuracy: judgement.accuracy, interval, macroF1: judgement.macro.f1, loss };
}

function overlapping(a: ComparedRun['interval'], b: ComparedRun['interval']): boolean | null {
  if (a === null || b === null || a[0] === a[1] || b[0] === b[1]) return null;
  return a[0] <= b[1] && b[0] <= a[1];
}
