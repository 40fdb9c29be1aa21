import * as tf from '@tensorflow/tfjs-core';

interface Entry {
  readonly tensor: tf.Tensor;
  users: number;
}

/**
 * Weights on the device, one tensor for each array of values however many networks use it: a detector that stands on
 * a classifier's backbone shares the classifier's tensors, because both hold the same arrays.
 */
export class DeviceWeights {
  readonly #entries = new Map<Float32Array, Entry>();

  /** Uploads `values` on their first use. Each call needs one `release`. */
  acquire(values: Float32Array, shape: readonly number[]): tf.Tensor {
    const known = this.#entries.get(values);
    if (known !== undefined) {
      known.users++;
      return known.tensor;
    }
    const tensor = tf.tidy(() => tf.keep(tf.tensor(values, [...shape], 'float32')));
    this.#entries.set(values, { tensor, users: 1 });
    return tensor;
  }

  release(values: Float32Array): void {
    const entry = this.#entries.get(values);
    if (entry === undefined || --entry.users > 0) return;
    entry.tensor.dispose();
    this.#entries.delete(values);
  }

  /** Arrays on the device. */
  get size(): number {
    return this.#entries.size;
  }

  /** Forgets every tensor without touching the device, which is gone. */
  forget(): void {
    this.#entries.clear();
  }
}
