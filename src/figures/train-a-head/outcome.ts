import { type Answer, type Assessment, assessed } from '../../../models/heads/assessment.ts';
import { type Calibration, calibration } from '../../../models/heads/calibration.ts';
import type { Judgement } from '../../../models/heads/judgement.ts';
import type { Leaks } from '../../../models/heads/leaks.ts';
import type { Scored } from '../../../models/heads/precision-recall.ts';
import { parts as allParts, type Part } from '../../../models/heads/split.ts';
import type { CurvePoint, Trained } from '../../../models/heads/training.ts';

/** All that a training came to, but for the pictures themselves: plain data, from this page or from when it was made. */
export interface Outcome {
  readonly names: readonly string[];
  /** Of each picture: its class and its part. */
  readonly labels: readonly number[];
  readonly parts: readonly Part[];
  readonly seed: number;
  readonly curve: readonly CurvePoint[];
  readonly step: number;
  readonly ended: Trained['ended'];
  /** About the pictures of the test. */
  readonly answers: readonly Answer[];
  readonly leaks: Leaks;
}

/** The test's judgement; null where no picture was kept for it. */
export const judged = ({ answers, names, seed }: Outcome): Assessment | null =>
  assessed(answers, names.length, seed);

/** How many pictures of each class are in each part, in the order of `parts`. */
export function partCounts({ names, labels, parts }: Pick<Outcome, 'names' | 'labels' | 'parts'>) {
  const counts = names.map(() => allParts.map(() => 0));
  labels.forEach((label, i) => {
    const row = counts[label];
    const at = allParts.indexOf(parts[i] ?? 'train');
    if (row !== undefined) row[at] = (row[at] ?? 0) + 1;
  });
  return counts;
}

/** Each test picture's probability of one class, and whether it is of it. */
export const scoredFor = (answers: readonly Answer[], about: number): readonly Scored[] =>
  answers.map(({ probabilities, label }) => ({
    score: probabilities[about] ?? 0,
    positive: label === about,
  }));

export const calibrationOf = (answers: readonly Answer[]): Calibration =>
  calibration(
    answers.map(({ probabilities, prediction, label }) => ({
      probability: probabilities[prediction] ?? 0,
      right: prediction === label,
    })),
  );

/** The pictures that cost most loss, the dearest first. */
export const costliest = (answers: readonly Answer[], count: number): readonly Answer[] =>
  [...answers].sort((a, b) => b.loss - a.loss).slice(0, count);

/** A class taken for another. */
export interface Confusion {
  readonly truth: number;
  readonly called: number;
  readonly count: number;
}

/** The classes that were taken for others, the most often first: for matrices too large to be read. */
export function confusions({ confusion }: Judgement): readonly Confusion[] {
  return confusion
    .flatMap((row, truth) => row.map((count, called) => ({ truth, called, count })))
    .filter(({ truth, called, count }) => truth !== called && count > 0)
    .sort((a, b) => b.count - a.count);
}

/** A matrix of more classes is shown as the list of its confusions. */
export const largestMatrix = 24;
