import * as tf from '@tensorflow/tfjs-core';
import type { OpOf } from '../../../../../models/graph/op.ts';
import { averagedCells } from '../../../../../models/operators/kinds/adaptive-average-pool.ts';

// Operators that bring maps [n, h, w, c] to another height and width.

/** The source cell of each output cell along one axis, in whole numbers. */
function sourceCells(inSize: number, outSize: number, halfPixelCenters: boolean): Int32Array {
  const cell = (i: number) =>
    halfPixelCenters
      ? Math.floor(((2 * i + 1) * inSize) / (2 * outSize))
      : Math.floor((i * inSize) / outSize);
  return Int32Array.from({ length: outSize }, (_, i) => Math.min(inSize - 1, cell(i)));
}

const isPowerOfTwo = (value: number) => value >= 1 && Number.isInteger(Math.log2(value));

/**
 * Backends compute the source cell in float32 and some ignore half-pixel centres, which is only safe where the factor is a
 * power of two; other sizes gather rows and columns by whole-number indices.
 */
export function resizeNearest(op: OpOf<'resizeNearest'>, x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  const [outHeight, outWidth] = op.shape;
  if (isPowerOfTwo(outHeight / height) && isPowerOfTwo(outWidth / width))
    return tf.image.resizeNearestNeighbor(x, [outHeight, outWidth], false, false);
  return tf.tidy(() => {
    const rows = tf.tensor1d(sourceCells(height, outHeight, op.halfPixelCenters), 'int32');
    const columns = tf.tensor1d(sourceCells(width, outWidth, op.halfPixelCenters), 'int32');
    return tf.gather(tf.gather(x, rows, 1), columns, 2) as tf.Tensor4D;
  });
}

/** Between two cells the result has no jump, so that a place computed in float32 is as good as one in whole numbers. */
export function resizeBilinear(op: OpOf<'resizeBilinear'>, x: tf.Tensor4D): tf.Tensor4D {
  const corners = op.align === 'corners';
  return tf.image.resizeBilinear(x, [op.shape[0], op.shape[1]], corners, !corners);
}

/** [m, n]: row i holds the share of each of the n source cells in cell i. */
function sharesOfCells(n: number, m: number): tf.Tensor3D {
  const shares = new Float32Array(m * n);
  for (let i = 0; i < m; i++) {
    const [first, end] = averagedCells(i, n, m);
    shares.fill(1 / (end - first), i * n + first, i * n + end);
  }
  return tf.tensor3d(shares, [1, m, n]);
}

export function adaptiveAveragePool(op: OpOf<'adaptiveAveragePool'>, x: tf.Tensor4D): tf.Tensor4D {
  const [n, height, width, channels] = x.shape;
  const [outHeight, outWidth] = op.shape;
  const [down, across] = [height / outHeight, width / outWidth];
  if (Number.isInteger(down) && Number.isInteger(across))
    return tf.avgPool(x, [down, across], [down, across], 'valid');
  return tf.tidy(() => {
    const rows = tf.reshape(x, [n, height, width * channels]);
    const averaged = tf.matMul(sharesOfCells(height, outHeight), rows);
    const columns = tf.reshape(averaged, [n * outHeight, width, channels]);
    const both = tf.matMul(sharesOfCells(width, outWidth), columns);
    return tf.reshape(both, [n, outHeight, outWidth, channels]);
  });
}
