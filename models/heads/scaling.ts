import type { Head } from './softmax-regression.ts';

/** Mean and standard deviation of each feature over the pictures that are learnt from. */
export interface Scaling {
  readonly mean: Float64Array;
  /** 1 where a feature never changes. */
  readonly deviation: Float64Array;
}

/** Of the rows of `features`, [pictures, width]. */
export function scalingOf(features: Float32Array, width: number): Scaling {
  const count = features.length / width;
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  features.forEach((value, i) => {
    mean[i % width] = (mean[i % width] ?? 0) + value / count;
  });
  features.forEach((value, i) => {
    const f = i % width;
    deviation[f] = (deviation[f] ?? 0) + (value - (mean[f] ?? 0)) ** 2 / count;
  });
  return { mean, deviation: deviation.map((variance) => (variance > 1e-12 ? Math.sqrt(variance) : 1)) };
}

/** The features with mean 0 and deviation 1 as far as `scaling` knows them. */
export function scaled(features: Float32Array, { mean, deviation }: Scaling): Float32Array {
  const width = mean.length;
  return features.map((value, i) => (value - (mean[i % width] ?? 0)) / (deviation[i % width] ?? 1));
}

/** The dense layer on the features as they are that does what `head` does on scaled ones: scaling is a linear map, so it folds. */
export function foldScaling({ kernel, bias }: Head, { mean, deviation }: Scaling): Head {
  const classes = bias.length;
  const folded = kernel.map((value, i) => value / (deviation[Math.floor(i / classes)] ?? 1));
  const shifted = Float64Array.from(bias);
  folded.forEach((value, i) => {
    const c = i % classes;
    shifted[c] = (shifted[c] ?? 0) - value * (mean[Math.floor(i / classes)] ?? 0);
  });
  return { kernel: folded, bias: Float32Array.from(shifted) };
}
