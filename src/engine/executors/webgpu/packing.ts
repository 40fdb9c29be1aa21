import type { Graph } from '../../../../models/graph/graph.ts';
import { opAt } from '../../../../models/graph/graph.ts';
import type { TensorId } from '../../../../models/graph/op.ts';
import { isLayer } from '../../../../models/operators/index.ts';
import { isKind } from '../../plan/draft.ts';
import type { Finish, Part, PointwisePart, SeparablePart, Step } from '../../plan/step.ts';
import type { Values } from './half.ts';
import type { PartField } from './table.ts';

/** How an array of weights lies in the device's memory, in groups of four output channels. */
export interface Packed {
  /** Texts that are equal are one place. */
  readonly key: string;
  /** Names of the parameters that it is made of. */
  readonly from: readonly string[];
  /** Groups of four values. */
  readonly groups: number;
  readonly write: (weight: (name: string) => Float32Array, into: Values) => void;
}

const up = (value: number): number => Math.ceil(value / 4);

/** `taps` matrices [rows, columns], each filled up with zeros to whole groups along both. */
function matrices(name: string, taps: number, rows: number, columns: number, fillRows: boolean): Packed {
  const wide = up(columns) * 4;
  const high = fillRows ? up(rows) * 4 : rows;
  return {
    key: `${name} ${taps} ${rows} ${columns}`,
    from: [name],
    groups: (taps * high * wide) / 4,
    write(weight, into) {
      const values = weight(name);
      for (let tap = 0; tap < taps; tap++)
        for (let row = 0; row < rows; row++) {
          const start = (tap * rows + row) * columns;
          into.set(values.subarray(start, start + columns), (tap * high + row) * wide);
        }
    },
  };
}

/** One value a channel; zeros where there are no parameters. */
function vector(name: string | undefined, channels: number): Packed {
  return name === undefined
    ? { key: `zeros ${up(channels)}`, from: [], groups: up(channels), write: () => {} }
    : matrices(name, 1, 1, channels, false);
}

/** Kernel and bias of a layer. */
function layerOf(graph: Graph, id: TensorId): { kernel: Packed; bias: Packed } {
  const op = opAt(graph, id);
  if (!isLayer(op)) throw new RangeError(`${op.name} has no kernel.`);
  const channels = op.shape[2];
  const bias = vector(op.bias, channels);
  const input = opAt(graph, op.inputs[0] ?? 0).shape[2];
  if (isKind(op, 'dense')) return { kernel: matrices(op.kernel, 1, input, channels, true), bias };
  const taps = op.kernelSize[0] * op.kernelSize[1];
  if (isKind(op, 'depthwiseConv2d')) return { kernel: matrices(op.kernel, taps, 1, channels, false), bias };
  return { kernel: matrices(op.kernel, taps, input / op.groups, channels, op.groups === 1), bias };
}

/** What a batch norm or what is left of one multiplies and adds. */
function scaleAndShift(graph: Graph, id: TensorId): { scale: Packed; shift: Packed } {
  const op = opAt(graph, id);
  const channels = op.shape[2];
  if (isKind(op, 'scaleShift'))
    return { scale: vector(op.scale, channels), shift: vector(op.shift, channels) };
  if (!isKind(op, 'batchNorm')) throw new RangeError(`${op.name} has no scale.`);
  const { gamma, beta, mean, variance, epsilon } = op;
  const from = [gamma, beta, mean, variance];
  const each = (
    key: string,
    value: (gamma: number, beta: number, mean: number, variance: number) => number,
  ): Packed => ({
    key: `${op.name} ${key}`,
    from,
    groups: up(channels),
    write(weight, into) {
      const [g, b, m, v] = from.map(weight) as [Float32Array, Float32Array, Float32Array, Float32Array];
      for (let c = 0; c < channels; c++)
        into[c] = value(g[c] as number, b[c] as number, m[c] as number, v[c] as number);
    },
  });
  return {
    scale: each('scale', (g, _b, _m, v) => g / Math.sqrt(v + epsilon)),
    shift: each('shift', (g, b, m, v) => b - (m * g) / Math.sqrt(v + epsilon)),
  };
}

function finishOf(graph: Graph, finish: readonly Finish[]): Partial<Record<PartField, Packed>> {
  const scale = finish.find((each) => each.kind === 'scaleShift');
  return scale === undefined ? {} : scaleAndShift(graph, scale.op);
}

/** The weights of a part, by the field of its row that says where they lie. */
export function weightsOf(
  graph: Graph,
  program: Step['program'],
  part: Part,
): Partial<Record<PartField, Packed>> {
  const finish = finishOf(graph, part.finish);
  switch (program) {
    case 'pointwise': {
      const { layer, gate } = part as PointwisePart;
      const own = { ...layerOf(graph, layer), ...finish };
      if (gate.kind !== 'excite') return own;
      const [reduce, expand] = [layerOf(graph, gate.reduce), layerOf(graph, gate.expand)];
      return {
        ...own,
        reduce: reduce.kernel,
        reduceBias: reduce.bias,
        expand: expand.kernel,
        expandBias: expand.bias,
      };
    }
    case 'separable': {
      const { layer, depthwise } = part as SeparablePart;
      const { kernel, bias } = layerOf(graph, depthwise);
      return { ...layerOf(graph, layer), ...finish, depthwise: kernel, depthwiseBias: bias };
    }
    case 'convolution':
    case 'depthwise':
    case 'dense':
      return { ...layerOf(graph, (part as Part & { readonly layer: TensorId }).layer), ...finish };
    case 'pool':
      return {};
    case 'plain': {
      const id = part.ops[0] ?? 0;
      const { kind } = opAt(graph, id);
      return kind === 'scaleShift' || kind === 'batchNorm' ? scaleAndShift(graph, id) : {};
    }
  }
}
