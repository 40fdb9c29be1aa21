import * as tf from '@tensorflow/tfjs-core';
import type { OpOf } from '../../../../../models/graph/op.ts';
import type { RegionReading } from '../../../../../models/operators/kinds/ps-roi-align.ts';

/** One of the two cells around each sample along an axis: which, as a whole number, and how much of it is taken. */
interface Neighbour {
  readonly cell: tf.Tensor;
  readonly share: tf.Tensor;
}

/** The cells around `places` along an axis of `size` cells; those beyond the map have no share and stand for cell 0 or the last. */
function neighbours(places: tf.Tensor, size: number, reading: RegionReading): [Neighbour, Neighbour] {
  if (reading === 'clamped') {
    const known = tf.cast(tf.logicalAnd(tf.greaterEqual(places, -1), tf.lessEqual(places, size)), 'float32');
    const place = tf.clipByValue(places, 0, size - 1);
    const low = tf.floor(place);
    const part = tf.sub(place, low);
    return [
      { cell: low, share: tf.mul(known, tf.sub(1, part)) },
      { cell: tf.minimum(tf.add(low, 1), size - 1), share: tf.mul(known, part) },
    ];
  }
  const beside = (cell: tf.Tensor): Neighbour => {
    const inside = tf.cast(tf.logicalAnd(tf.greaterEqual(cell, 0), tf.lessEqual(cell, size - 1)), 'float32');
    const share = tf.sub(1, tf.abs(tf.sub(places, cell)));
    return { cell: tf.clipByValue(cell, 0, size - 1), share: tf.mul(inside, share) };
  };
  return [beside(tf.floor(places)), beside(tf.ceil(places))];
}

/**
 * Samples of n boxes [n, 1, 1, 4] on one map [1, h, w, c·group²], all on the device: the map is laid out bin by bin, so that a
 * sample is one row of a table, and a bin's samples are then one window of a pooling.
 */
export function psRoiAlign(op: OpOf<'psRoiAlign'>, map: tf.Tensor4D, boxes: tf.Tensor4D): tf.Tensor4D {
  const { group, samples, scale, leastSide, take, reading } = op;
  const [, height, width] = map.shape;
  const channels = op.shape[2];
  const n = boxes.shape[0];
  const side = group * samples;
  return tf.tidy(() => {
    const bins = tf.reshape(map, [height * width, channels, group * group]);
    const table = tf.reshape(tf.transpose(bins, [2, 0, 1]), [group * group * height * width, channels]);

    // In parts of the box's side: the middle of each sample's share of its bin.
    const middles = Float32Array.from({ length: side }, (_, i) => (i + 0.5) / side);
    const offsets = tf.tensor2d(middles, [1, side]);
    const scaled = tf.mul(tf.reshape(boxes, [n, 4]), scale);
    const corner = (which: number) => tf.slice(scaled, [0, which], [n, 1]);
    const places = (from: number, to: number) => {
      const length = tf.maximum(tf.sub(corner(to), corner(from)), leastSide);
      return tf.add(corner(from), tf.mul(length, offsets));
    };
    const rows = neighbours(tf.reshape(places(1, 3), [n, side, 1]), height, reading);
    const columns = neighbours(tf.reshape(places(0, 2), [n, 1, side]), width, reading);

    const binOf = (i: number) => Math.floor(i / samples);
    const firsts = Float32Array.from({ length: side * side }, (_, i) => {
      const bin = binOf(Math.floor(i / side)) * group + binOf(i % side);
      return bin * height * width;
    });
    const first = tf.tensor3d(firsts, [1, side, side]);
    let read: tf.Tensor | undefined;
    for (const row of rows)
      for (const column of columns) {
        const index = tf.add(first, tf.add(tf.mul(row.cell, width), column.cell));
        const found = tf.gather(table, tf.reshape(tf.cast(index, 'int32'), [n * side * side]), 0);
        const share = tf.reshape(tf.mul(row.share, column.share), [n * side * side, 1]);
        const term = tf.mul(found, share);
        read = read === undefined ? term : tf.add(read, term);
      }
    const sampled = tf.reshape(read as tf.Tensor, [n, side, side, channels]) as tf.Tensor4D;
    return take === 'largest'
      ? tf.maxPool(sampled, samples, samples, 'valid')
      : tf.avgPool(sampled, samples, samples, 'valid');
  });
}
