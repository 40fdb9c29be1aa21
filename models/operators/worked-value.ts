import { type Graph, GraphError, opAt } from '../graph/graph.ts';
import type { Op, OpKind, OpOf, TensorId } from '../graph/op.ts';
import { type DilatedWindow, isSingleCell, type Pair, type Shape } from '../graph/shape.ts';
import type { Weights } from './fold.ts';
import type { LayerOp } from './index.ts';
import { type Activation, activated } from './kinds/activation.ts';

/** One product of a dot product: channel of the input map, its value, the weight that meets it. */
export type Term = readonly [channel: number, value: number, weight: number];

interface At {
  /** Cell and channel of the output map. */
  readonly row: number;
  readonly column: number;
  readonly channel: number;
  readonly result: number;
}

/** How one value of one operator's map came about, in the numbers of a run. */
export type WorkedValue =
  | (At & {
      readonly kind: 'dot';
      /** Of the window; 1×1 where a vector is read. */
      readonly kernelSize: Pair;
      /**
       * Windows: all terms, channel by channel, all cells of the window in reading order (0 where the window reaches
       * beyond the map). Vectors: the largest by their product, largest first.
       */
      readonly terms: readonly Term[];
      /** The products that `terms` leaves out: how many, and what they add up to. */
      readonly rest: { readonly count: number; readonly sum: number };
      /** The folded batch norm's shift, or the layer's own bias. */
      readonly bias: number;
    })
  | (At & { readonly kind: 'function'; readonly name: Activation; readonly input: number })
  | (At & { readonly kind: 'mean'; readonly count: number; readonly sum: number })
  | (At & { readonly kind: 'product'; readonly input: number; readonly gate: number })
  | (At & { readonly kind: 'sum'; readonly input: number; readonly other: number })
  /** e^input over the sum of all e^: both after the largest logit is taken off. */
  | (At & { readonly kind: 'share'; readonly input: number; readonly denominator: number });

/** The maps of a run, by tensor id, [h, w, c]. */
export type Maps = (id: TensorId) => Float32Array;

/** What the numbers of a worked value come to, computed again from them alone. */
export function resultOf(worked: WorkedValue): number {
  switch (worked.kind) {
    case 'dot':
      return worked.terms.reduce(
        (sum, [, value, weight]) => sum + value * weight,
        worked.rest.sum + worked.bias,
      );
    case 'function':
      return activated(worked.name, worked.input);
    case 'mean':
      return worked.sum / worked.count;
    case 'product':
      return worked.input * worked.gate;
    case 'sum':
      return worked.input + worked.other;
    case 'share':
      return Math.exp(worked.input) / worked.denominator;
  }
}

function valueAt(
  values: Float32Array,
  [, width, channels]: Shape,
  row: number,
  column: number,
  channel: number,
) {
  return values[(row * width + column) * channels + channel] ?? 0;
}

/** One value to be worked out, and all that was computed around it. */
interface Place {
  readonly graph: Graph;
  readonly maps: Maps;
  readonly weights: Weights;
  readonly at: At;
  /** Vectors longer than this keep so many of their products. */
  readonly most: number;
}

/** The value of a map that an operator reads, at the same cell (at its only one, where it has but one) and channel. */
function inputAt({ graph, maps, at }: Place, op: Op, which: number): number {
  const source = op.inputs[which] ?? 0;
  const { shape } = opAt(graph, source);
  const [row, column] = isSingleCell(shape) ? [0, 0] : [at.row, at.column];
  return valueAt(maps(source), shape, row, column, at.channel);
}

/** The window and the groups of a layer; a dense layer is a window of one cell. */
function windowOf(op: LayerOp): DilatedWindow & { readonly groups: number } {
  if (op.kind === 'conv2d') return op;
  // A depthwise convolution is one group a channel, and its kernel lies as that of so many groups.
  if (op.kind === 'depthwiseConv2d') return { ...op, groups: op.shape[2] };
  const none = { top: 0, bottom: 0, left: 0, right: 0 };
  return { kernelSize: [1, 1], stride: [1, 1], dilation: [1, 1], padding: none, groups: 1 };
}

/** The dot product behind one value of a layer: every term where it has a window, else the largest. */
function dotProduct({ graph, maps, weights, at, most }: Place, op: LayerOp): WorkedValue {
  const source = op.inputs[0] ?? 0;
  const { shape } = opAt(graph, source);
  const values = maps(source);
  const kernel = weights.get(op.kernel);
  if (kernel === undefined)
    throw new GraphError({ code: 'no-weights', network: graph.name, parameter: op.kernel });
  const { kernelSize, stride, dilation, padding, groups } = windowOf(op);
  const perGroup = shape[2] / groups;
  const first = Math.floor((at.channel * groups) / op.shape[2]) * perGroup;
  const terms = Array.from({ length: perGroup }, (_, k) => k).flatMap((k) =>
    Array.from({ length: kernelSize[0] * kernelSize[1] }, (_, place): Term => {
      const y = at.row * stride[0] - padding.top + Math.floor(place / kernelSize[1]) * dilation[0];
      const x = at.column * stride[1] - padding.left + (place % kernelSize[1]) * dilation[1];
      const inside = y >= 0 && x >= 0 && y < shape[0] && x < shape[1];
      const weight = kernel[(place * perGroup + k) * op.shape[2] + at.channel] ?? 0;
      return [first + k, inside ? valueAt(values, shape, y, x, first + k) : 0, weight];
    }),
  );
  const bias = op.bias === undefined ? 0 : (weights.get(op.bias)?.[at.channel] ?? 0);
  if (kernelSize[0] * kernelSize[1] > 1)
    return { kind: 'dot', ...at, kernelSize, terms, rest: { count: 0, sum: 0 }, bias };
  const size = ([, value, weight]: Term) => Math.abs(value * weight);
  const ranked = [...terms].sort((a, b) => size(b) - size(a));
  const left = ranked.slice(most);
  const sum = left.reduce((total, [, value, weight]) => total + value * weight, 0);
  const rest = { count: left.length, sum };
  return { kind: 'dot', ...at, kernelSize, terms: ranked.slice(0, most), rest, bias };
}

function mean({ graph, maps, at }: Place, op: Op): WorkedValue {
  const source = op.inputs[0] ?? 0;
  const [height, width, channels] = opAt(graph, source).shape;
  let sum = 0;
  for (let cell = 0; cell < height * width; cell++) sum += maps(source)[cell * channels + at.channel] ?? 0;
  return { kind: 'mean', ...at, count: height * width, sum };
}

function share(place: Place, op: Op): WorkedValue | null {
  if (!isSingleCell(op.shape)) return null;
  const logits = place.maps(op.inputs[0] ?? 0);
  const top = logits.reduce((largest, each) => Math.max(largest, each), Number.NEGATIVE_INFINITY);
  const denominator = logits.reduce((sum, each) => sum + Math.exp(each - top), 0);
  return { kind: 'share', ...place.at, input: inputAt(place, op, 0) - top, denominator };
}

/** How each kind is worked out; null where there are no words for it. */
const workings: {
  readonly [K in OpKind]: ((place: Place, op: OpOf<K>) => WorkedValue | null) | null;
} = {
  input: null,
  conv2d: dotProduct,
  depthwiseConv2d: dotProduct,
  dense: dotProduct,
  batchNorm: null,
  scaleShift: null,
  activation: (place, op) => ({
    kind: 'function',
    ...place.at,
    name: op.activation,
    input: inputAt(place, op, 0),
  }),
  add: (place, op) =>
    op.inputs.length === 2
      ? { kind: 'sum', ...place.at, input: inputAt(place, op, 0), other: inputAt(place, op, 1) }
      : null,
  multiply: (place, op) => ({
    kind: 'product',
    ...place.at,
    input: inputAt(place, op, 0),
    gate: inputAt(place, op, 1),
  }),
  globalAveragePool: mean,
  maxPool: null,
  averagePool: null,
  adaptiveAveragePool: null,
  resizeNearest: null,
  resizeBilinear: null,
  fuse: null,
  concat: null,
  sliceChannels: null,
  shuffleChannels: null,
  flatten: null,
  psRoiAlign: null,
  softmax: share,
};

/**
 * Works out the value of operator `id` at (row, column, channel) from the maps and weights of a run on an inference graph.
 * Vectors longer than `most` keep their `most` largest products. Returns null for operators that this has no words for.
 */
export function workedValue(
  graph: Graph,
  id: TensorId,
  maps: Maps,
  weights: Weights,
  [row, column, channel]: readonly [row: number, column: number, channel: number],
  most: number,
): WorkedValue | null {
  const op = opAt(graph, id);
  const work = workings[op.kind] as ((place: Place, op: Op) => WorkedValue | null) | null;
  const at = { row, column, channel, result: valueAt(maps(id), op.shape, row, column, channel) };
  return work?.({ graph, maps, weights, at, most }, op) ?? null;
}
