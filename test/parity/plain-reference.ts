import type { Graph } from '../../models/graph/graph.ts';
import type { Activation, Op, OpOf } from '../../models/graph/op.ts';
import type { Weights } from '../../models/operators/fold.ts';

/** A map as float64, row by row, channels last. */
export interface Plain {
  readonly shape: readonly [number, number, number];
  readonly data: Float64Array;
}

// The definitions of the operators, written down as plain loops in float64 and sharing no code with the engine. Slow and
// meant to be: this is what small networks are held against, where no upstream's numbers exist.

function make(
  shape: readonly [number, number, number],
  at: (y: number, x: number, c: number) => number,
): Plain {
  const [height, width, channels] = shape;
  const data = new Float64Array(height * width * channels);
  let i = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) for (let c = 0; c < channels; c++) data[i++] = at(y, x, c);
  return { shape, data };
}

/** The value at a cell, or `outside` beyond the edge. */
function read({ shape, data }: Plain, y: number, x: number, c: number, outside: number): number {
  const [height, width, channels] = shape;
  if (y < 0 || x < 0 || y >= height || x >= width) return outside;
  return data[(y * width + x) * channels + c] as number;
}

function activation(kind: Activation, x: number): number {
  const sigmoid = 1 / (1 + Math.exp(-x));
  const clamp = (value: number, high: number) => Math.min(high, Math.max(0, value));
  switch (kind) {
    case 'swish':
      return x * sigmoid;
    case 'sigmoid':
      return sigmoid;
    case 'relu':
      return Math.max(0, x);
    case 'relu6':
      return clamp(x, 6);
    case 'hardSigmoid':
      return clamp(x + 3, 6) / 6;
    case 'hardSwish':
      return (x * clamp(x + 3, 6)) / 6;
  }
}

type Windowed = Extract<Op, { kernelSize: number }>;

/** Calls `visit` for each cell of the window behind an output cell, those in the padding too. */
function eachCell(
  op: Windowed,
  y: number,
  x: number,
  visit: (y: number, x: number, tap: number) => void,
): void {
  for (let i = 0; i < op.kernelSize; i++)
    for (let j = 0; j < op.kernelSize; j++)
      visit(y * op.stride - op.padding.top + i, x * op.stride - op.padding.left + j, i * op.kernelSize + j);
}

function convolution(op: OpOf<'conv2d'>, input: Plain, kernel: Float32Array, bias?: Float32Array): Plain {
  const perGroup = input.shape[2] / op.groups;
  const filters = op.shape[2];
  return make(op.shape, (y, x, c) => {
    const group = Math.floor(c / (filters / op.groups));
    let sum = bias?.[c] ?? 0;
    eachCell(op, y, x, (row, column, tap) => {
      for (let k = 0; k < perGroup; k++)
        sum +=
          read(input, row, column, group * perGroup + k, 0) *
          (kernel[(tap * perGroup + k) * filters + c] as number);
    });
    return sum;
  });
}

function shares(op: OpOf<'fuse'>, raw: readonly number[]): number[] {
  if (op.method === 'sum') return op.inputs.map(() => 1);
  if (op.method === 'unbounded') return [...raw];
  const parts = raw.map((value) => (op.method === 'softmax' ? Math.exp(value) : Math.max(0, value)));
  const total = parts.reduce((sum, part) => sum + part, op.method === 'softmax' ? 0 : op.epsilon);
  return parts.map((part) => part / total);
}

function evaluate(op: Op, inputs: readonly Plain[], weight: (name: string) => Float32Array): Plain {
  const first = inputs[0] as Plain;
  const own = (name: string | undefined) => (name === undefined ? undefined : weight(name));
  const [inHeight, inWidth] = first.shape;
  switch (op.kind) {
    case 'input':
      return first;
    case 'conv2d':
      return convolution(op, first, weight(op.kernel), own(op.bias));
    case 'depthwiseConv2d': {
      const kernel = weight(op.kernel);
      const bias = own(op.bias);
      return make(op.shape, (y, x, c) => {
        let sum = bias?.[c] ?? 0;
        eachCell(op, y, x, (row, column, tap) => {
          sum += read(first, row, column, c, 0) * (kernel[tap * op.shape[2] + c] as number);
        });
        return sum;
      });
    }
    case 'dense': {
      const kernel = weight(op.kernel);
      const bias = own(op.bias);
      return make(op.shape, (_y, _x, c) =>
        first.data.reduce(
          (sum, value, k) => sum + value * (kernel[k * op.shape[2] + c] as number),
          bias?.[c] ?? 0,
        ),
      );
    }
    case 'batchNorm': {
      const [gamma, beta, mean, variance] = [op.gamma, op.beta, op.mean, op.variance].map(weight) as [
        Float32Array,
        Float32Array,
        Float32Array,
        Float32Array,
      ];
      return make(op.shape, (y, x, c) => {
        const scale = (gamma[c] as number) / Math.sqrt((variance[c] as number) + op.epsilon);
        return (read(first, y, x, c, 0) - (mean[c] as number)) * scale + (beta[c] as number);
      });
    }
    case 'scaleShift': {
      const [scale, shift] = [weight(op.scale), weight(op.shift)];
      return make(
        op.shape,
        (y, x, c) => read(first, y, x, c, 0) * (scale[c] as number) + (shift[c] as number),
      );
    }
    case 'activation':
      return make(op.shape, (y, x, c) => activation(op.activation, read(first, y, x, c, 0)));
    case 'add':
      return make(op.shape, (y, x, c) => inputs.reduce((sum, input) => sum + read(input, y, x, c, 0), 0));
    case 'multiply':
      return make(op.shape, (y, x, c) => read(first, y, x, c, 0) * read(inputs[1] as Plain, 0, 0, c, 0));
    case 'globalAveragePool':
      return make(op.shape, (_y, _x, c) => {
        let sum = 0;
        for (let y = 0; y < inHeight; y++) for (let x = 0; x < inWidth; x++) sum += read(first, y, x, c, 0);
        return sum / (inHeight * inWidth);
      });
    case 'maxPool':
      return make(op.shape, (y, x, c) => {
        let largest = Number.NEGATIVE_INFINITY;
        eachCell(op, y, x, (row, column) => {
          largest = Math.max(largest, read(first, row, column, c, Number.NEGATIVE_INFINITY));
        });
        return largest;
      });
    case 'averagePool':
      return make(op.shape, (y, x, c) => {
        let sum = 0;
        let count = 0;
        eachCell(op, y, x, (row, column) => {
          const value = read(first, row, column, c, Number.NaN);
          if (Number.isNaN(value)) return;
          sum += value;
          count++;
        });
        return sum / count;
      });
    case 'resizeNearest': {
      const half = op.halfPixelCenters ? 0.5 : 0;
      const source = (i: number, from: number, to: number) =>
        Math.min(from - 1, Math.floor(((i + half) * from) / to));
      return make(op.shape, (y, x, c) =>
        read(first, source(y, inHeight, op.shape[0]), source(x, inWidth, op.shape[1]), c, 0),
      );
    }
    case 'fuse': {
      const parts = shares(op, op.weights === undefined ? [] : [...weight(op.weights)]);
      return make(op.shape, (y, x, c) =>
        inputs.reduce((sum, input, k) => sum + (parts[k] as number) * read(input, y, x, c, 0), 0),
      );
    }
    case 'concat':
      return make(op.shape, (y, x, c) => {
        let from = c;
        for (const input of inputs) {
          if (from < input.shape[2]) return read(input, y, x, from, 0);
          from -= input.shape[2];
        }
        return Number.NaN;
      });
    case 'softmax': {
      const largest = first.data.reduce((a, b) => Math.max(a, b));
      const total = first.data.reduce((sum, value) => sum + Math.exp(value - largest), 0);
      return make(op.shape, (_y, _x, c) => Math.exp((first.data[c] as number) - largest) / total);
    }
  }
}

/** Every map of a network, in order of its operators. */
export function plainReference(graph: Graph, weights: Weights, input: Float32Array): Plain[] {
  const weight = (name: string): Float32Array => {
    const values = weights.get(name);
    if (values === undefined) throw new Error(`No weights for ${name}.`);
    return values;
  };
  const maps: Plain[] = [];
  for (const op of graph.ops) {
    const inputs: Plain[] = op.kind === 'input' ? [{ shape: op.shape, data: Float64Array.from(input) }] : [];
    for (const id of op.inputs) inputs.push(maps[id] as Plain);
    maps.push(evaluate(op, inputs, weight));
  }
  return maps;
}
