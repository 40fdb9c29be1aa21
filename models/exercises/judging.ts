import { efficientNet } from '../families/efficientnet/network.ts';
import { released } from '../families/efficientnet/sizes.ts';
import { findTensor, opAt } from '../graph/graph.ts';
import { type ClassMeasures, type Judgement, judge } from '../heads/judgement.ts';
import { cost } from '../operators/cost.ts';
import { random } from '../scenes/random.ts';
import { type Choose, type Explain, exercise, type Lesson, once, type Quantity } from './exercise.ts';

/** Lesson 7, “Train your own head”: what is trained, what each measure says, and what a leak does. */

/** A head for so many classes. */
export interface Size {
  readonly classes: number;
}
/** What the frozen network says of a picture, just before its last layer. */
export const pooled = (() => {
  const graph = efficientNet(released.B0);
  return opAt(graph, findTensor(graph, 'pooled')).shape[2];
})();

export const trainedNumbers: Quantity<Size> = {
  kind: 'number',
  id: 'trained-numbers',
  goal: 'frozen',
  tolerance: 0.005,
  variants: () => [3, 2, 4, 5, 6, 8, 10, 12].map((classes) => ({ classes })),
  truth: ({ classes }) => (pooled + 1) * classes,
  slips: {
    wholeNetwork: ({ classes }) => cost(efficientNet({ ...released.B0, classes })).parameters,
    features: () => pooled,
    squared: ({ classes }) => (pooled + 1) * classes ** 2,
  },
};

/** A confusion matrix of three classes, a row a true class, and the class that is asked about. */
export interface Matrix {
  readonly confusion: readonly (readonly number[])[];
  readonly about: number;
}
const names = ['A', 'B', 'C'] as const;
export function judgementOf({ confusion }: Matrix): Judgement {
  const verdicts = confusion.flatMap((row, truth) =>
    row.flatMap((count, called) =>
      Array.from({ length: count }, () => ({ truth: names[truth] ?? '', prediction: names[called] ?? '' })),
    ),
  );
  return judge(verdicts, names);
}
const measuresOf = (matrix: Matrix): ClassMeasures =>
  judgementOf(matrix).perClass[matrix.about] as ClassMeasures;

/** How far apart, as a share, what is asked and what mistakes give must be. */
const apart = 0.05;
const differ = (values: readonly number[]) =>
  values.every((value, i) => values.slice(i + 1).every((other) => Math.abs(value / other - 1) > apart));

/** The matrix of the lesson, and forty drawn ones whose measures of the class are all different. */
const matrices = once((): readonly Matrix[] => {
  const first: Matrix = {
    confusion: [
      [8, 1, 1],
      [2, 7, 1],
      [0, 3, 7],
    ],
    about: 1,
  };
  const drawn: Matrix[] = [];
  for (let seed = 1; drawn.length < 40; seed++) {
    const r = random(seed, 7);
    const confusion = names.map((_, truth) => {
      const right = 5 + r.below(5);
      const wrong = r.below(11 - right);
      const row = [0, 0, 0];
      row[truth] = right;
      row[(truth + 1) % 3] = wrong;
      row[(truth + 2) % 3] = 10 - right - wrong;
      return row;
    });
    const matrix = { confusion, about: r.below(3) };
    const { precision, recall, specificity } = measuresOf(matrix);
    if (differ([precision, recall, specificity, judgementOf(matrix).accuracy])) drawn.push(matrix);
  }
  return [first, ...drawn];
});
const accuracyUnlike = (matrix: Matrix, truth: number): number | null => {
  const { accuracy } = judgementOf(matrix);
  return Math.abs(accuracy / truth - 1) < apart ? null : accuracy;
};

export const precisionOf: Quantity<Matrix> = {
  kind: 'number',
  id: 'precision',
  goal: 'measures',
  tolerance: 0.01,
  variants: matrices,
  truth: (matrix) => measuresOf(matrix).precision,
  slips: {
    recall: (matrix) => measuresOf(matrix).recall,
    accuracy: (matrix) => accuracyUnlike(matrix, measuresOf(matrix).precision),
  },
};
export const recallOf: Quantity<Matrix> = {
  kind: 'number',
  id: 'recall',
  goal: 'measures',
  tolerance: 0.01,
  variants: matrices,
  truth: (matrix) => measuresOf(matrix).recall,
  slips: {
    precision: (matrix) => measuresOf(matrix).precision,
    accuracy: (matrix) => accuracyUnlike(matrix, measuresOf(matrix).recall),
  },
};
export const specificityOf: Quantity<Matrix> = {
  kind: 'number',
  id: 'specificity',
  goal: 'measures',
  tolerance: 0.01,
  variants: matrices,
  truth: (matrix) => measuresOf(matrix).specificity,
  slips: {
    recall: (matrix) => measuresOf(matrix).recall,
    precision: (matrix) => measuresOf(matrix).precision,
  },
};

/** A class that is so many in so many, and a classifier that never calls anything so. */
export interface Rare {
  readonly rare: number;
  readonly all: number;
}
export function neverCalled({ rare, all }: Rare): {
  readonly judgement: Judgement;
  readonly own: ClassMeasures;
} {
  const judgement = judge(
    Array.from({ length: all }, (_, i) => ({ truth: i < rare ? 'rare' : 'common', prediction: 'common' })),
    ['rare', 'common'],
  );
  return { judgement, own: judgement.perClass[0] as ClassMeasures };
}
export const staysHigh: Choose<Rare> = {
  kind: 'choose',
  id: 'stays-high',
  goal: 'measures',
  options: ['accuracy', 'recall', 'precision', 'f1'],
  variants: () => [2, 1, 3, 4].map((rare) => ({ rare, all: 100 })),
  truth: (variant) => {
    const { judgement, own } = neverCalled(variant);
    const values = { accuracy: judgement.accuracy, recall: own.recall, precision: own.precision, f1: own.f1 };
    return Object.entries(values).sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
  },
};

/** A test of a head, and how many of its pictures were learnt from, nearly. */
export interface Leaky {
  readonly test: number;
  readonly doubles: number;
  /** Of the others it names so many right. */
  readonly right: number;
}
/** What a leak does to accuracy: the doubles are all named right. */
export const honestAccuracy: Quantity<Leaky> = {
  kind: 'number',
  id: 'honest-accuracy',
  goal: 'leaks',
  tolerance: 0.01,
  variants: () => [
    { test: 40, doubles: 20, right: 12 },
    { test: 50, doubles: 10, right: 28 },
    { test: 60, doubles: 30, right: 18 },
    { test: 80, doubles: 20, right: 42 },
    { test: 30, doubles: 15, right: 9 },
  ],
  truth: ({ test, doubles, right }) => right / (test - doubles),
  slips: {
    asReported: ({ test, doubles, right }) => (right + doubles) / test,
    ofAll: ({ test, right }) => right / test,
  },
};

export const whyFrozen: Explain<Size> = {
  kind: 'explain',
  id: 'why-frozen',
  goal: 'frozen',
  points: ['seen', 'once', 'limit'],
  variants: () => [{ classes: 3 }],
};

export const judgingLesson: Lesson = {
  id: 'train-and-judge-a-head',
  version: 1,
  minutes: 90,
  goals: ['frozen', 'measures', 'leaks'],
  exercises: [
    exercise(trainedNumbers),
    exercise(precisionOf),
    exercise(recallOf),
    exercise(specificityOf),
    exercise(staysHigh),
    exercise(honestAccuracy),
    exercise(whyFrozen),
  ],
};
