import { type Graph, GraphError, opAt } from '../graph/graph.ts';
import type { Op, TensorId } from '../graph/op.ts';
import type { Shape } from '../graph/shape.ts';
import type { Weights } from './fold.ts';

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
      readonly kernelSize: number;
      /**
       * Windows: all terms, channel by channel, each kernelSize² of them in reading order (0 where the window reaches
       * beyond the map). Vectors: the largest by their product, largest first.
       */
      readonly terms: readonly Term[];
      /** The products that `terms` leaves out: how many, and what they add up to. */
      readonly rest: { readonly count: number; readonly sum: number };
      /** The folded batch norm's shift, or the layer's own bias. */
      readonly bias: number;
    })
  | (At & { readonly kind: 'function'; readonly name: string; readonly input: number })
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
      return applied(worked.name, worked.input);
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

function applied(name: string, x: number): number {
  const sigmoid = 1 / (1 + Math.exp(-x));
  if (name === 'sigmoid') return sigmoid;
  if (name === 'swish') return x * sigmoid;
  if (name === 'relu6') return Math.min(6, Math.max(0, x));
  throw new GraphError(`There is no worked value for the activation ${name}.`);
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

/** The dot product behind one value of a convolution, a depthwise convolution or a dense layer, every term. */
function dotProduct(
  graph: Graph,
  op: Op,
  maps: Maps,
  weights: Weights,
  at: readonly [number, number, number],
) {
  if (op.kind !== 'conv2d' && op.kind !== 'depthwiseConv2d' && op.kind !== 'dense')
    throw new GraphError(`${op.name} is no dot product.`);
  const [row, column, channel] = at;
  const source = op.inputs[0] ?? 0;
  const shape = opAt(graph, source).shape;
  const values = maps(source);
  const kernel = weights.get(op.kernel);
  if (kernel === undefined) throw new GraphError(`${graph.name}: the weights ${op.kernel} are missing.`);
  const { kernelSize, stride, padding } =
    op.kind === 'dense' ? { kernelSize: 1, stride: 1, padding: { top: 0, left: 0 } } : op;
  const depthwise = op.kind === 'depthwiseConv2d';
  const channels = depthwise ? [channel] : Array.from({ length: shape[2] }, (_, index) => index);
  const terms = channels.flatMap((from) =>
    Array.from({ length: kernelSize ** 2 }, (_, place): Term => {
      const [ky, kx] = [Math.floor(place / kernelSize), place % kernelSize];
      const [y, x] = [row * stride - padding.top + ky, column * stride - padding.left + kx];
      const inside = y >= 0 && x >= 0 && y < shape[0] && x < shape[1];
      const weight = depthwise
        ? kernel[place * shape[2] + channel]
        : kernel[(place * shape[2] + from) * op.shape[2] + channel];
      return [from, inside ? valueAt(values, shape, y, x, from) : 0, weight ?? 0];
    }),
  );
  const bias = op.bias === undefined ? 0 : (weights.get(op.bias)?.[channel] ?? 0);
  return { kernelSize, terms, bias };
}

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
  const at = { row, column, channel, result: valueAt(maps(id), op.shape, row, column, channel) };
  const input = (which: number) => {
    const source = op.inputs[which] ?? 0;
    const shape = opAt(graph, source).shape;
    const single = shape[0] === 1 && shape[1] === 1;
    return valueAt(maps(source), shape, single ? 0 : row, single ? 0 : column, channel);
  };
  switch (op.kind) {
    case 'conv2d':
    case 'depthwiseConv2d':
    case 'dense': {
      const { kernelSize, terms, bias } = dotProduct(graph, op, maps, weights, [row, column, channel]);
      if (kernelSize > 1) return { kind: 'dot', ...at, kernelSize, terms, rest: { count: 0, sum: 0 }, bias };
      const size = ([, value, weight]: Term) => Math.abs(value * weight);
      const ranked = [...terms].sort((a, b) => size(b) - size(a));
      const left = ranked.slice(most);
      const sum = left.reduce((total, [, value, weight]) => total + value * weight, 0);
      return {
        kind: 'dot',
        ...at,
        kernelSize,
        terms: ranked.slice(0, most),
        rest: { count: left.length, sum },
        bias,
      };
    }
    case 'activation':
      return { kind: 'function', ...at, name: op.activation, input: input(0) };
    case 'globalAveragePool': {
      const source = op.inputs[0] ?? 0;
      const shape = opAt(graph, source).shape;
      let sum = 0;
      for (let cell = 0; cell < shape[0] * shape[1]; cell++)
        sum += maps(source)[cell * shape[2] + channel] ?? 0;
      return { kind: 'mean', ...at, count: shape[0] * shape[1], sum };
    }
    case 'multiply':
      return { kind: 'product', ...at, input: input(0), gate: input(1) };
    case 'add':
      return op.inputs.length === 2 ? { kind: 'sum', ...at, input: input(0), other: input(1) } : null;
    case 'softmax': {
      const logits = maps(op.inputs[0] ?? 0);
      const top = logits.reduce((largest, each) => Math.max(largest, each), Number.NEGATIVE_INFINITY);
      const denominator = logits.reduce((sum, each) => sum + Math.exp(each - top), 0);
      return { kind: 'share', ...at, input: input(0) - top, denominator };
    }
    default:
      return null;
  }
}
