import type { Descended } from './lbfgs.ts';
import { crossEntropy, type LabelledFeatures } from './softmax-regression.ts';
import { shuffled } from './split.ts';

export interface MomentumOptions {
  readonly classes: number;
  readonly seed: number;
  readonly decay: number;
  /** Learning rate of the first step; it falls to 0 along half a cosine. */
  readonly rate: number;
  readonly momentum: number;
  /** Pictures a step. */
  readonly batch: number;
  /** How often every picture is seen. */
  readonly epochs: number;
}

/**
 * Stochastic gradient descent with momentum on the loss of `crossEntropy`, from zero: v ← μ·v + gradient, x ← x − rate·v, as PyTorch's
 * `SGD` has it. After each epoch it says where it stands; `value` is the mean loss of the epoch's batches, before their steps.
 */
export function* momentumDescent(
  data: LabelledFeatures,
  { classes, seed, decay, rate, momentum, batch, epochs }: MomentumOptions,
): Generator<Descended, Descended, void> {
  const { width, labels } = data;
  const x = new Float64Array((width + 1) * classes);
  const gradient = new Float64Array(x.length);
  const velocity = new Float64Array(x.length);
  const all = Array.from({ length: labels.length }, (_, i) => i);
  const steps = Math.ceil(all.length / batch);
  let last: Descended = { step: 0, value: Number.NaN, x };
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = shuffled(all, seed, epoch);
    let sum = 0;
    for (let step = 0; step < steps; step++) {
      const rows = order.slice(step * batch, (step + 1) * batch);
      sum += crossEntropy(rowsOf(data, rows), classes, decay)(x, gradient) * rows.length;
      const done = ((epoch - 1) * steps + step) / (epochs * steps);
      const now = (rate * (1 + Math.cos(Math.PI * done))) / 2;
      for (let i = 0; i < x.length; i++) {
        velocity[i] = momentum * (velocity[i] ?? 0) + (gradient[i] ?? 0);
        x[i] = (x[i] ?? 0) - now * (velocity[i] ?? 0);
      }
    }
    last = { step: epoch, value: sum / all.length, x };
    yield last;
  }
  return last;
}

/** Some of the pictures. */
export function rowsOf(
  { features, labels, width }: LabelledFeatures,
  rows: readonly number[],
): LabelledFeatures {
  const chosen = new Float32Array(rows.length * width);
  rows.forEach((row, i) => {
    chosen.set(features.subarray(row * width, (row + 1) * width), i * width);
  });
  return { features: chosen, labels: rows.map((row) => labels[row] ?? 0), width };
}
