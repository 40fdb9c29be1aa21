import { imageNetLabels } from '../../../models/checkpoints/labels.ts';
import { findTensor } from '../../../models/graph/graph.ts';
import { fieldOfCell, receptiveFields } from '../../../models/operators/receptive-field.ts';
import { type WorkedValue, workedValue } from '../../../models/operators/worked-value.ts';
import type { B0Run } from './run-b0.ts';

/** Vectors are shown by so many of their products. */
const longest = 12;

/** Six significant digits: more than float16 weights carry. */
function trimmed(worked: WorkedValue): WorkedValue {
  return JSON.parse(
    JSON.stringify(worked, (_, value) => (typeof value === 'number' ? Number(value.toPrecision(6)) : value)),
  ) as WorkedValue;
}

/**
 * One value of every operator of B0, worked out: in the middle of its map, in the channel whose value is largest there, which the
 * operators that work channel by channel then follow.
 */
export function workedValues({ graph, weights, maps }: B0Run): Record<string, WorkedValue> {
  const channels: number[] = [];
  const values: Record<string, WorkedValue> = {};
  graph.ops.forEach((op, id) => {
    const [height, width, count] = op.shape;
    const [row, column] = [height >> 1, width >> 1];
    const map = maps[id] ?? new Float32Array();
    const chooses = op.kind === 'conv2d' || op.kind === 'depthwiseConv2d' || op.kind === 'dense';
    let channel = channels[op.inputs[0] ?? 0] ?? 0;
    if (chooses || op.kind === 'input') {
      const strength = (at: number) => map[(row * width + column) * count + at] ?? 0;
      channel = 0;
      for (let at = 1; at < count; at++) if (strength(at) > strength(channel)) channel = at;
    }
    channels.push(channel);
    if (op.kind === 'input') return;
    const at = [row, column, channel] as const;
    const worked = workedValue(graph, id, (which) => maps[which] ?? map, weights, at, longest);
    if (worked !== null) values[op.name] = trimmed(worked);
  });
  return values;
}

/** Name of the class with the largest probability. */
export function topLabel({ graph, maps }: B0Run): string {
  const probabilities = maps[findTensor(graph, 'probabilities')] ?? new Float32Array();
  const best = probabilities.reduce(
    (top, each, index) => (each > (probabilities[top] ?? 0) ? index : top),
    0,
  );
  return imageNetLabels[best]?.name ?? '';
}

/** What each worked value sees of the picture: a box of pixels, and whether gates or pooling mix in everything. */
export function reaches({ graph }: B0Run, values: Readonly<Record<string, WorkedValue>>) {
  const fields = receptiveFields(graph);
  return Object.fromEntries(
    Object.entries(values).flatMap(([name, { row, column }]) => {
      const field = fields[findTensor(graph, name)];
      if (field === undefined) return [];
      return [[name, { box: fieldOfCell(graph, field, row, column), everything: field.global }]];
    }),
  );
}
