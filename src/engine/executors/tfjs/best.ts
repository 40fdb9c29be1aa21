import * as tf from '@tensorflow/tfjs-core';
import { bestFirst, type Heads, type Selection, type SelectOptions } from '../selection.ts';

/**
 * Each anchor with its best class, the `most` best of them with their regressions: class maximum and choice happen on the graphics
 * card, so that little comes back.
 * @param map The outputs on the device, [1, height, width, channels], by name.
 */
export async function bestOnDevice(
  map: (name: string) => tf.Tensor4D,
  heads: Heads,
  { most, cells }: SelectOptions,
): Promise<Selection> {
  const { classes, anchors, levels } = heads;
  const made = tf.tidy(() => {
    const counted = levels.map((level) => ({ ...level, count: level.cells[0] * level.cells[1] * anchors }));
    const rows = counted.map(({ logits, count }) => tf.reshape(map(logits), [count, classes]));
    const logits = tf.concat1d(rows.map((row) => tf.max(row, 1) as tf.Tensor1D));
    const labels = tf.concat1d(rows.map((row) => tf.argMax(row, 1) as tf.Tensor1D));
    const boxes = tf.concat2d(
      counted.map(({ regressions, count }) => tf.reshape(map(regressions), [count, 4]) as tf.Tensor2D),
      0,
    );
    const { values, indices } = tf.topk(logits, Math.min(most, logits.shape[0]), true);
    const best = {
      values,
      indices,
      labels: tf.gather(labels, indices as tf.Tensor1D),
      boxes: tf.gather(boxes, indices as tf.Tensor1D),
    };
    const largest = cells
      ? levels.map(({ logits: name, cells: [height, width] }) =>
          tf.max(tf.reshape(map(name), [height * width, anchors * classes]), 1),
        )
      : [];
    return { ...best, largest };
  });
  const { largest, ...best } = made;
  try {
    const [values, indices, labels, boxes, ...read] = await Promise.all(
      [best.values, best.indices, best.labels, best.boxes, ...largest].map((tensor) => tensor.data()),
    );
    const found = {
      logits: values as Float32Array,
      anchors: indices as Int32Array,
      labels: labels as Int32Array,
      regressions: boxes as Float32Array,
    };
    return { ...bestFirst(found), ...(cells && { cellLogits: read as Float32Array[] }) };
  } finally {
    tf.dispose([best.values, best.indices, best.labels, best.boxes, ...largest]);
  }
}
