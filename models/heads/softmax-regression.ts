import { type MinimizeOptions, type Minimum, minimize } from './lbfgs.ts';

/** Pictures as a frozen network sees them: one row of features each, and the class of each. */
export interface LabelledFeatures {
  /** [pictures, features], row by row. */
  readonly features: Float32Array;
  /** One class index a picture. */
  readonly labels: ArrayLike<number>;
  /** Features of one picture. */
  readonly width: number;
}

/** A dense layer on the features. */
export interface Head {
  /** [features, classes], row by row, as a dense layer of a graph has it. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
}

export interface FitOptions extends MinimizeOptions {
  readonly classes: number;
  /**
   * λ of the penalty λ/2 · Σ kernel², beside the mean loss of a picture; the bias is free. scikit-learn's C is
   * 1 / (λ · pictures).
   */
  readonly decay: number;
}

/** So many pictures are looked at together: each weight is then read once for all of them. */
const together = 4;
type Together = readonly [Float64Array, Float64Array, Float64Array, Float64Array];

/**
 * Adds what `here` pictures in a row, from `row` on in the features, come to in each class; `x` begins with a kernel [features, classes]. Each
 * score is summed feature by feature, as of a picture taken singly.
 */
function addScores(
  [s0, s1, s2, s3]: Together,
  x: Float64Array,
  {
    features,
    row,
    width,
    here,
  }: {
    readonly features: Float32Array;
    readonly row: number;
    readonly width: number;
    readonly here: number;
  },
): void {
  const classes = s0.length;
  // What is not there of the last few counts as nothing.
  for (let f = 0; f < width; f++) {
    const v0 = features[row + f]!;
    const v1 = here > 1 ? features[row + width + f]! : 0;
    const v2 = here > 2 ? features[row + 2 * width + f]! : 0;
    const v3 = here > 3 ? features[row + 3 * width + f]! : 0;
    for (let c = 0, at = f * classes; c < classes; c++, at++) {
      const weight = x[at]!;
      s0[c]! += v0 * weight;
      s1[c]! += v1 * weight;
      s2[c]! += v2 * weight;
      s3[c]! += v3 * weight;
    }
  }
}

/**
 * Mean cross-entropy of a softmax layer with its penalty, and its gradient. `x` holds the kernel [features, classes], then the
 * bias.
 */
export function crossEntropy(
  { features, labels, width }: LabelledFeatures,
  classes: number,
  decay: number,
): (x: Float64Array, gradient: Float64Array) => number {
  const count = labels.length;
  const biasAt = width * classes;
  const scores = Array.from({ length: together }, () => new Float64Array(classes)) as unknown as Together;
  const [s0, s1, s2, s3] = scores;
  return (x, gradient) => {
    gradient.fill(0);
    let loss = 0;
    for (let first = 0; first < count; first += together) {
      const here = Math.min(together, count - first);
      for (const own of scores) own.set(x.subarray(biasAt));
      const row = first * width;
      addScores(scores, x, { features, row, width, here });
      for (const [picture, own] of scores.entries()) {
        if (picture >= here) {
          own.fill(0);
          continue;
        }
        const label = labels[first + picture] ?? 0;
        loss += toProbabilities(own, label);
        own[label]! -= 1;
        for (let c = 0; c < classes; c++) gradient[biasAt + c]! += own[c]!;
      }
      for (let f = 0; f < width; f++) {
        const v0 = features[row + f]!;
        const v1 = here > 1 ? features[row + width + f]! : 0;
        const v2 = here > 2 ? features[row + 2 * width + f]! : 0;
        const v3 = here > 3 ? features[row + 3 * width + f]! : 0;
        // One picture after the other: the sums are those of pictures taken singly, to the last digit.
        for (let c = 0, at = f * classes; c < classes; c++, at++)
          gradient[at] = gradient[at]! + v0 * s0[c]! + v1 * s1[c]! + v2 * s2[c]! + v3 * s3[c]!;
      }
    }
    let square = 0;
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] ?? 0) / count;
    for (let i = 0; i < biasAt; i++) {
      square += (x[i] ?? 0) ** 2;
      gradient[i] = (gradient[i] ?? 0) + decay * (x[i] ?? 0);
    }
    return loss / count + (decay / 2) * square;
  };
}

/** Logits become probabilities in place; the loss of the class that is right comes back. */
function toProbabilities(scores: Float64Array, label: number): number {
  const most = scores.reduce((a, b) => Math.max(a, b), Number.NEGATIVE_INFINITY);
  let sum = 0;
  for (let c = 0; c < scores.length; c++) {
    const power = Math.exp((scores[c] ?? 0) - most);
    scores[c] = power;
    sum += power;
  }
  for (let c = 0; c < scores.length; c++) scores[c] = (scores[c] ?? 0) / sum;
  return -Math.log(Math.max(scores[label] ?? 0, Number.MIN_VALUE));
}

/**
 * Fits a dense layer to labelled features by softmax regression, from zero. Throws `RangeError` where there is no picture, fewer
 * than two classes, or a label beyond them.
 */
export function fitHead(
  data: LabelledFeatures,
  options: FitOptions,
): Head & Pick<Minimum, 'value' | 'steps' | 'converged'> {
  const { classes, decay } = options;
  const { labels, width, features } = data;
  if (labels.length === 0) throw new RangeError('There is no picture to learn from.');
  if (classes < 2) throw new RangeError('A classifier needs at least two classes.');
  if (features.length !== labels.length * width)
    throw new RangeError(
      `${labels.length} pictures of ${width} features are ${labels.length * width} numbers, not ${features.length}.`,
    );
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? -1;
    if (!Number.isInteger(label) || label < 0 || label >= classes)
      throw new RangeError(`Picture ${i} has the class ${label}; there are ${classes}, from 0.`);
  }
  const start = new Float64Array(width * classes + classes);
  const { x, value, steps, converged } = minimize(crossEntropy(data, classes, decay), start, options);
  return {
    kernel: Float32Array.from(x.subarray(0, width * classes)),
    bias: Float32Array.from(x.subarray(width * classes)),
    value,
    steps,
    converged,
  };
}

/** Probabilities of the classes for each picture, [pictures, classes], row by row. */
export function probabilities({ kernel, bias }: Head, features: Float32Array, width: number): Float64Array {
  const classes = bias.length;
  const count = features.length / width;
  const all = new Float64Array(count * classes);
  const weights = new Float64Array(kernel);
  const spare = new Float64Array(classes);
  for (let first = 0; first < count; first += together) {
    const here = Math.min(together, count - first);
    const own = Array.from({ length: here }, (_, i) =>
      all.subarray((first + i) * classes, (first + i + 1) * classes),
    );
    for (const scores of own) scores.set(bias);
    const scores = Array.from({ length: together }, (_, i) => own[i] ?? spare) as unknown as Together;
    addScores(scores, weights, { features, row: first * width, width, here });
    for (const each of own) toProbabilities(each, 0);
  }
  return all;
}
