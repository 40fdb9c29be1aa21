import * as tf from '@tensorflow/tfjs-core';
import { type Candidates, topCandidates } from '../../../../models/answers/candidates.ts';
import { anchorsPerCell } from '../../../../models/blocks/anchors.ts';
import type { DetectorOutputs } from '../../../../models/families/efficientdet/outputs.ts';

/** What leaves the device after a run: never more than `most` candidates, each with its regressions. */
export interface Selection {
  readonly candidates: Candidates;
  /** [candidate, 4] (ty, tx, th, tw), flat. */
  readonly regressions: Float32Array;
  /** Largest logit of each cell, by level in the order of `levels`; where it was asked for. */
  readonly cellLogits?: readonly Float32Array[];
}

export interface SelectOptions {
  readonly outputs: DetectorOutputs;
  /** Candidates at most. */
  readonly most: number;
  /** Also the largest logit of each cell. */
  readonly cells: boolean;
}

/** The outputs on the device, by name. */
export type OutputMap = (name: string) => tf.Tensor4D;

/**
 * Each anchor with its best class, the `most` best of them with their regressions: class maximum and choice happen where the logits
 * are. On a graphics card little comes back; a processor's memory is read as it lies.
 */
export function select(map: OutputMap, options: SelectOptions): Promise<Selection> {
  const backend = tf.getBackend();
  return backend === 'webgpu' || backend === 'webgl' ? onDevice(map, options) : inMemory(map, options);
}

/** Candidates among the logits of anchors, where a NaN or an infinity leaves its anchor out. */
function finite(candidates: Candidates): Candidates {
  const good = [...candidates.logits.keys()].filter((i) => Number.isFinite(candidates.logits[i]));
  if (good.length === candidates.logits.length) return candidates;
  return {
    anchors: Int32Array.from(good, (i) => candidates.anchors[i] ?? 0),
    labels: Int32Array.from(good, (i) => candidates.labels[i] ?? 0),
    logits: Float32Array.from(good, (i) => candidates.logits[i] ?? 0),
    skipped: candidates.skipped + candidates.logits.length - good.length,
  };
}

async function joined(parts: readonly tf.Tensor4D[]): Promise<Float32Array> {
  const read = await Promise.all(parts.map((part) => part.data<'float32'>()));
  const all = new Float32Array(read.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const values of read) {
    all.set(values, at);
    at += values.length;
  }
  return all;
}

async function inMemory(map: OutputMap, { outputs, most, cells }: SelectOptions): Promise<Selection> {
  const { classes, levels } = outputs;
  const logits = await joined(levels.map(({ level }) => map(`classHead/P${level}`)));
  const all = await joined(levels.map(({ level }) => map(`boxHead/P${level}`)));
  const candidates = finite(topCandidates(logits, { classes, most, onceAnAnchor: true }));
  const regressions = new Float32Array(candidates.anchors.length * 4);
  candidates.anchors.forEach((anchor, i) => {
    regressions.set(all.subarray(anchor * 4, anchor * 4 + 4), i * 4);
  });
  if (!cells) return { candidates, regressions };
  const each = anchorsPerCell * classes;
  const cellLogits = levels.map(({ first, count }) => {
    const best = new Float32Array(count / anchorsPerCell).fill(Number.NEGATIVE_INFINITY);
    const start = first * classes;
    for (let i = 0; i < count * classes; i++) {
      const logit = logits[start + i] ?? 0;
      const cell = Math.floor(i / each);
      if (logit > (best[cell] ?? 0)) best[cell] = logit;
    }
    return best;
  });
  return { candidates, regressions, cellLogits };
}

async function onDevice(map: OutputMap, { outputs, most, cells }: SelectOptions): Promise<Selection> {
  const { classes, levels } = outputs;
  const made = tf.tidy(() => {
    const rows = levels.map(({ level, count }) => tf.reshape(map(`classHead/P${level}`), [count, classes]));
    const logits = tf.concat1d(rows.map((row) => tf.max(row, 1) as tf.Tensor1D));
    const labels = tf.concat1d(rows.map((row) => tf.argMax(row, 1) as tf.Tensor1D));
    const boxes = tf.concat2d(
      levels.map(({ level, count }) => tf.reshape(map(`boxHead/P${level}`), [count, 4]) as tf.Tensor2D),
      0,
    );
    const count = Math.min(most, outputs.anchors.length / 4);
    const { values, indices } = tf.topk(logits, count, true);
    const best = {
      values,
      indices,
      labels: tf.gather(labels, indices as tf.Tensor1D),
      boxes: tf.gather(boxes, indices as tf.Tensor1D),
    };
    const largest = cells
      ? levels.map(({ level, cells: [height, width] }) =>
          tf.max(tf.reshape(map(`classHead/P${level}`), [height * width, anchorsPerCell * classes]), 1),
        )
      : [];
    return { ...best, largest };
  });
  const { largest, ...best } = made;
  try {
    const [values, indices, labels, boxes, ...read] = await Promise.all(
      [best.values, best.indices, best.labels, best.boxes, ...largest].map((tensor) => tensor.data()),
    );
    return {
      ...sorted(values as Float32Array, indices as Int32Array, labels as Int32Array, boxes as Float32Array),
      ...(cells && { cellLogits: read as Float32Array[] }),
    };
  } finally {
    tf.dispose([best.values, best.indices, best.labels, best.boxes, ...largest]);
  }
}

/** Best first; of equal ones the lower anchor first, which a device does not promise. */
function sorted(
  values: Float32Array,
  indices: ArrayLike<number>,
  labels: ArrayLike<number>,
  boxes: Float32Array,
): Selection {
  const good = [...values.keys()].filter((i) => Number.isFinite(values[i]));
  const at = (list: ArrayLike<number>, i: number) => list[i] ?? 0;
  good.sort((a, b) => at(values, b) - at(values, a) || at(indices, a) - at(indices, b));
  const regressions = new Float32Array(good.length * 4);
  good.forEach((from, to) => {
    regressions.set(boxes.subarray(from * 4, from * 4 + 4), to * 4);
  });
  const candidates = {
    anchors: Int32Array.from(good, (i) => at(indices, i)),
    labels: Int32Array.from(good, (i) => at(labels, i)),
    logits: Float32Array.from(good, (i) => at(values, i)),
    skipped: values.length - good.length,
  };
  return { candidates, regressions };
}
