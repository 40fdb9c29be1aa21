import * as tf from '@tensorflow/tfjs-core';
import type { LabelledMaps } from '../../../../models/heads/last-block.ts';
import type { TunedWeights } from '../runtime.ts';

/** The four arrays that are trained, on the device. */
export interface Variables {
  /** [channels, features]. */
  readonly kernel: tf.Variable<tf.Rank.R2>;
  readonly bias: tf.Variable<tf.Rank.R1>;
  /** [features, classes]. */
  readonly denseKernel: tf.Variable<tf.Rank.R2>;
  readonly denseBias: tf.Variable<tf.Rank.R1>;
}

export function variablesOf({ block, head }: TunedWeights): Variables {
  const [features, classes] = [block.bias.length, head.bias.length];
  return tf.tidy(() => ({
    kernel: tf.variable(tf.tensor2d(block.kernel, [block.kernel.length / features, features])),
    bias: tf.variable(tf.tensor1d(block.bias)),
    denseKernel: tf.variable(tf.tensor2d(head.kernel, [features, classes])),
    denseBias: tf.variable(tf.tensor1d(head.bias)),
  }));
}

/** Copies of what they hold. */
export async function weightsOf({ kernel, bias, denseKernel, denseBias }: Variables): Promise<TunedWeights> {
  const [a, b, c, d] = await Promise.all(
    [kernel, bias, denseKernel, denseBias].map(async (each) => Float32Array.from(await each.data())),
  );
  if (a === undefined || b === undefined || c === undefined || d === undefined)
    throw new RangeError('A variable was not read.');
  return { block: { kernel: a, bias: b }, head: { kernel: c, bias: d } };
}

/** Some pictures' maps on the device, [pictures · cells, channels]. */
export function mapsOf({ maps, labels, cells }: LabelledMaps, pictures: readonly number[]): tf.Tensor2D {
  const size = maps.length / labels.length;
  const chosen = new Float32Array(pictures.length * size);
  pictures.forEach((picture, i) => {
    chosen.set(maps.subarray(picture * size, (picture + 1) * size), i * size);
  });
  return tf.tensor2d(chosen, [pictures.length * cells, size / cells]);
}

/** What the block makes of maps: the mean over each picture's cells of swish(map · kernel + bias), [pictures, features]. */
export function pooled(
  maps: tf.Tensor2D,
  { kernel, bias }: Pick<Variables, 'kernel' | 'bias'>,
  cells: number,
): tf.Tensor2D {
  const sums: tf.Tensor2D = tf.add(tf.matMul(maps, kernel), bias);
  return meanOfCells(tf.mul(sums, tf.sigmoid(sums)), cells);
}

const meanOfCells = (values: tf.Tensor2D, cells: number): tf.Tensor2D =>
  tf.mean(tf.reshape(values, [-1, cells, values.shape[1]]), 1);

/**
 * The gradient of the mean cross-entropy of some pictures, array by array. `tfjs-core` registers no gradients by itself, and TF.js on
 * WebAssembly has none for a convolution's kernel; a 1×1 convolution's are matrix products, which every backend has. Both factors of the
 * large ones are transposed first: WebAssembly multiplies transposed matrices by plain loops.
 */
export function gradientOn(
  { kernel, bias, denseKernel, denseBias }: Variables,
  data: LabelledMaps,
  pictures: readonly number[],
): { readonly [Name in keyof Variables]: tf.Tensor } {
  const { cells } = data;
  const [count, classes, features] = [pictures.length, denseBias.shape[0], bias.shape[0]];
  const maps = mapsOf(data, pictures);
  const sums: tf.Tensor2D = tf.add(tf.matMul(maps, kernel), bias);
  const gates: tf.Tensor2D = tf.sigmoid(sums);
  const seen = meanOfCells(tf.mul(sums, gates), cells);
  const said = tf.softmax(tf.add(tf.matMul(seen, denseKernel), denseBias) as tf.Tensor2D);
  const labels = tf.tensor1d(
    pictures.map((i) => data.labels[i] ?? 0),
    'int32',
  );
  // Of softmax and cross-entropy together: what was said less what is true.
  const ofLogits: tf.Tensor2D = tf.div(tf.sub(said, tf.oneHot(labels, classes)), count);
  const ofSeen = tf.div(tf.matMul(ofLogits, tf.transpose(denseKernel)), cells);
  // Every cell has its share of the mean; swish′ = σ · (1 + z · (1 − σ)).
  const slope = tf.mul(gates, tf.add(tf.mul(sums, tf.sub(1, gates)), 1));
  const ofSums: tf.Tensor2D = tf.reshape(
    tf.mul(tf.reshape(ofSeen, [count, 1, features]), tf.reshape(slope, [count, cells, features])),
    [count * cells, features],
  );
  return {
    kernel: tf.matMul(tf.transpose(maps), ofSums),
    bias: tf.sum(ofSums, 0),
    denseKernel: tf.matMul(tf.transpose(seen), ofLogits),
    denseBias: tf.sum(ofLogits, 0),
  };
}
