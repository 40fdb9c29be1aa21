/** What a classifier did with one class, against the truth. */
export interface ClassMeasures {
  readonly name: string;
  /** Of what was called so, the part that is so; 0 where nothing was called so. */
  readonly precision: number;
  /** Of what is so, the part that was called so (sensitivity); 0 where nothing is so. */
  readonly recall: number;
  /** Of what is not so, the part that was not called so; 0 where everything is so. */
  readonly specificity: number;
  /** Harmonic mean of precision and recall; 0 where both are. */
  readonly f1: number;
  /** How many are so. */
  readonly support: number;
  /** How many were called so: where none were, a precision of 0 says nothing. */
  readonly predicted: number;
}

/** A mean over the classes. */
export interface MeanMeasures {
  readonly precision: number;
  readonly recall: number;
  readonly specificity: number;
  readonly f1: number;
  readonly support: number;
}

/** Predictions held against the truth. */
export interface Judgement {
  readonly classes: readonly string[];
  /** `confusion[t][p]`: how many of class t were called p. */
  readonly confusion: readonly (readonly number[])[];
  readonly accuracy: number;
  readonly perClass: readonly ClassMeasures[];
  /** Each class counts alike. */
  readonly macro: MeanMeasures;
  /** Each class counts by its support. */
  readonly weighted: MeanMeasures;
}

/** One picture: what it is, and what it was called. */
export interface Verdict {
  readonly truth: string;
  readonly prediction: string;
}

/** By code points, so that the order is the same on every machine and in every language. */
function byCodePoint(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = (left[i]?.codePointAt(0) ?? 0) - (right[i]?.codePointAt(0) ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const quotient = (part: number, whole: number): number => (whole === 0 ? 0 : part / whole);

/**
 * Judges predictions as scikit-learn's `confusion_matrix` and `classification_report` do (a quotient by nothing is 0),
 * with specificity beside them. Classes are all that are true or predicted, by code point, unless they are given.
 * Throws `RangeError` where there is nothing to judge, or a name is none of the classes given.
 */
export function judge(verdicts: readonly Verdict[], given?: readonly string[]): Judgement {
  if (verdicts.length === 0) throw new RangeError('There is no prediction to judge.');
  const found = new Set(verdicts.flatMap(({ truth, prediction }) => [truth, prediction]));
  const classes = given ?? [...found].sort(byCodePoint);
  const indexOf = new Map(classes.map((name, index) => [name, index]));
  const place = (name: string): number => {
    const index = indexOf.get(name);
    if (index === undefined) throw new RangeError(`“${name}” is none of the ${classes.length} classes.`);
    return index;
  };
  const confusion = classes.map(() => classes.map(() => 0));
  for (const { truth, prediction } of verdicts) {
    const row = confusion[place(truth)] as number[];
    const column = place(prediction);
    row[column] = (row[column] ?? 0) + 1;
  }
  const perClass = classes.map((name, index) => measuresOf(name, index, confusion, verdicts.length));
  const right = confusion.reduce((sum, row, index) => sum + (row[index] ?? 0), 0);
  return {
    classes,
    confusion,
    accuracy: right / verdicts.length,
    perClass,
    macro: meanOf(perClass, () => 1),
    weighted: meanOf(perClass, ({ support }) => support),
  };
}

function measuresOf(
  name: string,
  index: number,
  confusion: readonly (readonly number[])[],
  all: number,
): ClassMeasures {
  const hit = confusion[index]?.[index] ?? 0;
  const support = (confusion[index] ?? []).reduce((sum, count) => sum + count, 0);
  const predicted = confusion.reduce((sum, row) => sum + (row[index] ?? 0), 0);
  return {
    name,
    precision: quotient(hit, predicted),
    recall: quotient(hit, support),
    specificity: quotient(all - support - predicted + hit, all - support),
    f1: quotient(2 * hit, support + predicted),
    support,
    predicted,
  };
}

function meanOf(
  measures: readonly ClassMeasures[],
  weightOf: (measures: ClassMeasures) => number,
): MeanMeasures {
  const whole = measures.reduce((sum, each) => sum + weightOf(each), 0);
  const mean = (key: 'precision' | 'recall' | 'specificity' | 'f1'): number =>
    measures.reduce((sum, each) => sum + weightOf(each) * each[key], 0) / whole;
  return {
    precision: mean('precision'),
    recall: mean('recall'),
    specificity: mean('specificity'),
    f1: mean('f1'),
    support: measures.reduce((sum, { support }) => sum + support, 0),
  };
}
