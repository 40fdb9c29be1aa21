import { bootstrap } from './bootstrap.ts';
import { type Judgement, judge } from './judgement.ts';
import { type Head, type LabelledFeatures, probabilities } from './softmax-regression.ts';
import { lossAt, mostProbable } from './training.ts';

/** What a head said of one picture. */
export interface Answer {
  /** The picture's place among those that were given. */
  readonly picture: number;
  readonly label: number;
  readonly prediction: number;
  /** Of each class. */
  readonly probabilities: ArrayLike<number>;
  /** −log of its own class's probability. */
  readonly loss: number;
}

export interface Assessment {
  readonly answers: readonly Answer[];
  /** Classes are known by their index here: two may bear one name. */
  readonly judgement: Judgement;
  /** Of the accuracy: 95 %, bootstrap over the pictures. Where none was wrong (or right) it is a point and says nothing. */
  readonly interval: readonly [number, number] | null;
}

/** Asks a head about pictures and judges it. `rows` are the pictures to ask about; null where there are none. */
export function assess(
  head: Head,
  data: LabelledFeatures,
  rows: readonly number[],
  seed: number,
): Assessment | null {
  return assessed(answersOf(head, data, rows), head.bias.length, seed);
}

/** What a head says of pictures whose class is known. */
export function answersOf(
  head: Head,
  { features, labels, width }: LabelledFeatures,
  rows: readonly number[],
): Answer[] {
  return rows.map((picture) => {
    const own = probabilities(head, features.subarray(picture * width, (picture + 1) * width), width);
    const label = labels[picture] ?? 0;
    return { picture, label, prediction: mostProbable(own), probabilities: own, loss: lossAt(own, label) };
  });
}

/** Judges answers that were given before; null where there are none. */
export function assessed(answers: readonly Answer[], classes: number, seed: number): Assessment | null {
  if (answers.length === 0) return null;
  const names = Array.from({ length: classes }, (_, c) => String(c));
  const judgement = judge(
    answers.map(({ label, prediction }) => ({ truth: String(label), prediction: String(prediction) })),
    names,
  );
  const right = answers.map(({ label, prediction }) => label === prediction);
  const share = (drawn: Int32Array) =>
    drawn.reduce((sum, i) => sum + (right[i] === true ? 1 : 0), 0) / drawn.length;
  return { answers, judgement, interval: bootstrap(answers.length, share, { seed }) };
}

/** A judgement with the classes' names in place of their indices. */
export function named(judgement: Judgement, names: readonly string[]): Judgement {
  const nameAt = (index: string) => names[Number(index)] ?? index;
  return {
    ...judgement,
    classes: judgement.classes.map(nameAt),
    perClass: judgement.perClass.map((each) => ({ ...each, name: nameAt(each.name) })),
  };
}
