import * as tf from '@tensorflow/tfjs-core';
import { throwIfCancelled } from '../../protocol/error.ts';

/** Runs `body` until `budget` milliseconds are gone (at least three times), reading one number back each time; the best time. */
async function bestMilliseconds(
  body: () => tf.Tensor,
  budget: number,
  signal?: AbortSignal,
): Promise<number> {
  const once = async () => {
    const started = performance.now();
    const result = body();
    const corner = tf.tidy(() => tf.slice(tf.reshape(result, [-1]), 0, 1));
    // The device works in order, so one number back means that all of it is done.
    await corner.data();
    const milliseconds = performance.now() - started;
    corner.dispose();
    result.dispose();
    return milliseconds;
  };
  await once();
  let best = Number.POSITIVE_INFINITY;
  const ends = performance.now() + budget;
  for (let i = 0; i < 3 || performance.now() < ends; i++) {
    best = Math.min(best, await once());
    throwIfCancelled(signal);
  }
  return best;
}

/** Repeats an operation inside one measurement, so that the way to the device and back does not count. */
function repeated(times: number, operation: (x: tf.Tensor) => tf.Tensor, start: tf.Tensor): tf.Tensor {
  return tf.tidy(() => {
    let x = operation(start);
    for (let i = 1; i < times; i++) {
      const next = operation(x);
      x.dispose();
      x = next;
    }
    return x;
  });
}

/**
 * Two ceilings of the backend, for a roofline: multiply-adds a second in products of two n×n matrices, and bytes a second
 * (two arrays read, one written) in additions. `large` for a graphics card, else sizes that a processor finishes in moments.
 */
export async function measureCeilings(large: boolean, signal?: AbortSignal) {
  const n = large ? 2048 : 512;
  const count = large ? 2 ** 25 : 2 ** 22;
  const times = large ? 8 : 2;
  const a = tf.fill([n, n], 1 / n) as tf.Tensor2D;
  const x = tf.ones([count]);
  const y = tf.ones([count]);
  try {
    const product = await bestMilliseconds(
      () => repeated(times, (m) => tf.matMul(m as tf.Tensor2D, a), a),
      600,
      signal,
    );
    const sum = await bestMilliseconds(() => repeated(times, (v) => tf.add(v, y), x), 600, signal);
    return {
      multiplyAddsPerSecond: (times * n ** 3) / (product / 1000),
      bytesPerSecond: (times * 3 * 4 * count) / (sum / 1000),
      secondsPerDispatch: null,
    };
  } finally {
    for (const tensor of [a, x, y]) tensor.dispose();
  }
}
