import { type Descended, descend } from './lbfgs.ts';
import { momentumDescent, rowsOf } from './momentum.ts';
import { foldScaling, scaled, scalingOf } from './scaling.ts';
import { crossEntropy, type Head, type LabelledFeatures, probabilities } from './softmax-regression.ts';
import type { Part } from './split.ts';

export const methods = ['lbfgs', 'momentum'] as const;
export type Method = (typeof methods)[number];

export interface TrainingOptions {
  readonly method: Method;
  readonly classes: number;
  readonly seed: number;
  /** λ of the penalty λ/2 · Σ kernel² on standardised features. */
  readonly decay: number;
}

/** The numbers that a training is run by beside its options: those of the source article's recipe for `momentum`. */
export const recipe = {
  lbfgs: { steps: 200, tolerance: 1e-5, patience: 20 },
  momentum: { rate: 0.01, momentum: 0.9, batch: 32, epochs: 60, patience: 15 },
} as const;

/**
 * λ of the penalty. For L-BFGS the largest whose head's loss on the validation pictures of twelve classes was within one standard error of
 * the lowest (`measured.json` of the figure `train-a-head`); for descent with momentum the source article's weight decay.
 */
export const decays: Readonly<Record<Method, number>> = { lbfgs: 1e-2, momentum: 1e-4 };

/** How far a training has come: one point of its curves. Losses are mean cross-entropies, without the penalty. */
export interface CurvePoint {
  /** Steps of L-BFGS, epochs of descent with momentum. */
  readonly step: number;
  readonly loss: number;
  /** Null where no picture is for validation. */
  readonly validationLoss: number | null;
  readonly validationAccuracy: number | null;
}

export interface Trained extends Head {
  /** For features as they are: the scaling is folded in. */
  readonly kernel: Float32Array;
  readonly bias: Float32Array;
  readonly curve: readonly CurvePoint[];
  /** The step whose weights these are: the one with the lowest loss on validation, the last one where there is none. */
  readonly step: number;
  /** Why it ended: the gradient vanished, validation grew no better for a while, or the steps were used up. */
  readonly ended: 'converged' | 'early' | 'steps';
}

/**
 * Trains a dense layer on frozen features, standardised by the pictures that are learnt from, and stops early by those that validate.
 * Gives a point of the curves after each step. The same pictures, parts and options give the same head.
 * @throws RangeError where fewer than two classes have a picture to learn from.
 */
export function* training(
  data: LabelledFeatures,
  parts: readonly Part[],
  { method, classes, seed, decay }: TrainingOptions,
): Generator<CurvePoint, Trained, void> {
  const of = (part: Part) => parts.flatMap((each, i) => (each === part ? [i] : []));
  const raw = rowsOf(data, of('train'));
  if (new Set(Array.from(raw.labels)).size < 2)
    throw new RangeError('A head needs at least two classes with pictures to learn from.');
  const scaling = scalingOf(raw.features, data.width);
  const learnt = { ...raw, features: scaled(raw.features, scaling) };
  const watched = rowsOf(data, of('validation'));
  const validating = { ...watched, features: scaled(watched.features, scaling) };
  const start = new Float64Array((data.width + 1) * classes);
  const steps =
    method === 'lbfgs'
      ? descend(crossEntropy(learnt, classes, decay), start, recipe.lbfgs)
      : momentumDescent(learnt, { ...recipe.momentum, classes, seed, decay });
  const { patience } = recipe[method];
  const curve: CurvePoint[] = [];
  let best = { step: 0, x: start, loss: Number.POSITIVE_INFINITY };
  let ended: Trained['ended'] = 'steps';
  for (;;) {
    const next = steps.next();
    if (next.done) {
      if ('converged' in next.value && (next.value.converged || next.value.steps < recipe.lbfgs.steps))
        ended = 'converged';
      break;
    }
    const point = pointAt(next.value, learnt, validating, classes);
    curve.push(point);
    const loss = point.validationLoss ?? Number.NEGATIVE_INFINITY;
    if (point.validationLoss === null || loss < best.loss)
      best = { step: point.step, x: next.value.x.slice(), loss: point.validationLoss ?? best.loss };
    yield point;
    if (point.validationLoss !== null && point.step - best.step >= patience) {
      ended = 'early';
      break;
    }
  }
  return { ...foldScaling(headOf(best.x, data.width, classes), scaling), curve, step: best.step, ended };
}

/** A training from its first step to its last. */
export function trained(...args: Parameters<typeof training>): Trained {
  const steps = training(...args);
  for (;;) {
    const next = steps.next();
    if (next.done) return next.value;
  }
}

const headOf = (x: Float64Array, width: number, classes: number): Head => ({
  kernel: Float32Array.from(x.subarray(0, width * classes)),
  bias: Float32Array.from(x.subarray(width * classes)),
});

function pointAt(
  { step, x }: Descended,
  learnt: LabelledFeatures,
  validating: LabelledFeatures,
  classes: number,
): CurvePoint {
  const head = headOf(x, learnt.width, classes);
  const { loss } = lossOf(head, learnt);
  if (validating.labels.length === 0) return { step, loss, validationLoss: null, validationAccuracy: null };
  const validation = lossOf(head, validating);
  return { step, loss, validationLoss: validation.loss, validationAccuracy: validation.accuracy };
}

/** Mean cross-entropy of a head on pictures, and the share that it names right. There is at least one. */
export function lossOf(
  head: Head,
  { features, labels, width }: LabelledFeatures,
): { readonly loss: number; readonly accuracy: number } {
  const all = probabilities(head, features, width);
  const classes = head.bias.length;
  let [loss, right] = [0, 0];
  for (let i = 0; i < labels.length; i++) {
    const own = all.subarray(i * classes, (i + 1) * classes);
    loss += lossAt(own, labels[i] ?? 0);
    if (mostProbable(own) === labels[i]) right++;
  }
  return { loss: loss / labels.length, accuracy: right / labels.length };
}

/** −log of the probability that a picture's own class was given. */
export const lossAt = (own: ArrayLike<number>, label: number): number =>
  -Math.log(Math.max(own[label] ?? 0, Number.MIN_VALUE));

/** The class of the largest probability, the first of several. */
export function mostProbable(own: ArrayLike<number>): number {
  let best = 0;
  for (let c = 1; c < own.length; c++) if ((own[c] ?? 0) > (own[best] ?? 0)) best = c;
  return best;
}
