import * as tf from '@tensorflow/tfjs-core';
import type { OpOf } from '../../../../../models/graph/op.ts';

// Operators that move values without computing any; maps are [n, h, w, c].

export function sliceChannels(op: OpOf<'sliceChannels'>, x: tf.Tensor4D): tf.Tensor4D {
  const { start, step } = op;
  const channels = op.shape[2];
  if (step === 1) return tf.slice(x, [0, 0, 0, start], [-1, -1, -1, channels]);
  const end = start + (channels - 1) * step + 1;
  return tf.stridedSlice(x, [0, 0, 0, start], [...x.shape.slice(0, 3), end], [1, 1, 1, step]) as tf.Tensor4D;
}

export function shuffleChannels(op: OpOf<'shuffleChannels'>, x: tf.Tensor4D): tf.Tensor4D {
  const { groups } = op;
  const [n, height, width, channels] = x.shape;
  return tf.tidy(() => {
    const dealt = tf.reshape(x, [n * height * width, groups, channels / groups]);
    return tf.reshape(tf.transpose(dealt, [0, 2, 1]), [n, height, width, channels]);
  });
}

export function flatten(op: OpOf<'flatten'>, x: tf.Tensor4D): tf.Tensor4D {
  const shape: [number, number, number, number] = [x.shape[0], 1, 1, op.shape[2]];
  if (op.order === 'yxc') return tf.reshape(x, shape);
  return tf.tidy(() => tf.reshape(tf.transpose(x, [0, 3, 1, 2]), shape));
}
