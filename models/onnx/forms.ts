import { fusionShares } from '../blocks/fusion-shares.ts';
import type { OpKind, OpOf } from '../graph/op.ts';
import type { Padding, Shape, Window } from '../graph/shape.ts';
import type { LayerOp } from '../operators/index.ts';
import { averagedCells } from '../operators/kinds/adaptive-average-pool.ts';
import { type Attributes, mapDims, type OnnxFile } from './file.ts';
import { regionAlign } from './region-align.ts';

/**
 * Writes one operator: reads the maps (or rows) named `x`, makes the one named `y`. `input` is the shape of the first in the
 * graph's order, [h, w, c].
 */
export type Form<K extends OpKind> = (
  file: OnnxFile,
  op: OpOf<K>,
  x: readonly [string, ...string[]],
  y: string,
  input: Shape,
) => void;

/** How an operator is written. `rows`: what it does with an answer that is a row of values instead of a map. */
interface Writing<K extends OpKind> {
  /** `needs`: reads and makes rows. `makes`: reads a map, makes a row. `keeps`: makes what it reads. `none`: maps only. */
  readonly rows: 'needs' | 'makes' | 'keeps' | 'none';
  readonly write: Form<K>;
}

/** Explicit pads in ONNX's order: all beginnings, then all ends. */
const pads = ({ top, left, bottom, right }: Padding) => [top, left, bottom, right];

const windowOf = ({ kernelSize, stride, padding }: Window): Attributes => ({
  kernel_shape: kernelSize,
  strides: stride,
  pads: pads(padding),
});

/**
 * A map with zeros joined to its sides: ONNX's pools leave out what lies beyond the edge. A `Pad` in front of a pool would say the same,
 * but ONNX Runtime takes one into the pool, where it is nothing again.
 */
function amongZeros(
  file: OnnxFile,
  { name, padding }: OpOf<'maxPool'>,
  x: string,
  [height, width, channels]: Shape,
): string {
  const { top, bottom, left, right } = padding;
  const zeros = (side: string, rows: number, columns: number) =>
    rows * columns === 0
      ? []
      : [
          file.reals(
            `${name}/${side}`,
            [1, channels, rows, columns],
            new Float32Array(channels * rows * columns),
          ),
        ];
  const high = [...zeros('above', top, width), x, ...zeros('below', bottom, width)];
  const tall = high.length === 1 ? x : file.node('Concat', high, `${name}/tall`, { axis: 2 });
  const rows = height + top + bottom;
  const wide = [...zeros('before', rows, left), tall, ...zeros('behind', rows, right)];
  return wide.length === 1 ? tall : file.node('Concat', wide, `${name}/wide`, { axis: 3 });
}

const biasOf = (file: OnnxFile, op: LayerOp) =>
  op.bias === undefined ? [] : [file.reals(op.bias, [op.shape[2]], file.values(op.bias))];

/** A map whose operator has a node of its own with nothing to say. */
const plainly =
  (type: string, attributes: Attributes = {}) =>
  (file: OnnxFile, _op: unknown, x: readonly string[], y: string): void => {
    file.node(type, x, y, attributes);
  };

/** x / 6 + ½ between 0 and 1. */
const sixth = { alpha: Float32Array.of(1 / 6), beta: Float32Array.of(0.5) };

const activation: Form<'activation'> = (file, { name, activation }, x, y) => {
  switch (activation) {
    case 'relu':
      file.node('Relu', x, y);
      return;
    case 'relu6':
      file.node('Clip', [...x, file.reals(`${name}/low`, [], [0]), file.reals(`${name}/high`, [], [6])], y);
      return;
    case 'sigmoid':
      file.node('Sigmoid', x, y);
      return;
    case 'hardSigmoid':
      file.node('HardSigmoid', x, y, sixth);
      return;
    case 'swish':
      file.node('Mul', [...x, file.node('Sigmoid', x, `${name}/sigmoid`)], y);
      return;
    case 'hardSwish':
      file.node('Mul', [...x, file.node('HardSigmoid', x, `${name}/sigmoid`, sixth)], y);
  }
};

/** The source cell ⌊i · in / out⌋, or ⌊(i + ½) · in / out⌋, which there is a rounding of half a cell less. */
const nearest = (halfPixelCenters: boolean): Attributes =>
  halfPixelCenters
    ? { coordinate_transformation_mode: 'half_pixel', nearest_mode: 'round_prefer_ceil' }
    : { coordinate_transformation_mode: 'asymmetric', nearest_mode: 'floor' };

function resize(
  file: OnnxFile,
  op: OpOf<'resizeNearest'> | OpOf<'resizeBilinear'>,
  x: string,
  y: string,
  attributes: Attributes,
): void {
  const size = file.wholes(`${op.name}/size`, mapDims(op.shape));
  file.node('Resize', [x, '', '', size], y, attributes);
}

/** [n, m], or [m, n] where it stands before the map: the share of each of n source cells in each of m cells. */
function shares(n: number, m: number, before: boolean): Float32Array {
  const values = new Float32Array(n * m);
  for (let i = 0; i < m; i++) {
    const [first, end] = averagedCells(i, n, m);
    for (let j = first; j < end; j++) values[before ? i * n + j : j * m + i] = 1 / (end - first);
  }
  return values;
}

const adaptiveAveragePool: Form<'adaptiveAveragePool'> = (file, { name, shape }, [x], y, input) => {
  const [[height, width], [outHeight, outWidth]] = [input, shape];
  const rows = file.reals(`${name}/rows`, [outHeight, height], shares(height, outHeight, true));
  const columns = file.reals(`${name}/columns`, [width, outWidth], shares(width, outWidth, false));
  file.node('MatMul', [file.node('MatMul', [rows, x], `${name}/averaged rows`), columns], y);
};

/** Maps added two at a time: ONNX Runtime's WebGPU has no `Sum`, and would take such a node to the processor and back. */
function added(file: OnnxFile, [first = '', ...terms]: readonly string[], y: string): void {
  let sum = first;
  terms.forEach((term, i) => {
    sum = file.node('Add', [sum, term], i === terms.length - 1 ? y : `${y}/of ${i + 2}`);
  });
}

const fuse: Form<'fuse'> = (file, op, x, y) => {
  const parts = op.weights === undefined ? op.inputs.map(() => 1) : fusionShares(op, file.values(op.weights));
  const terms = x.map((map, i) => {
    const share = parts[i] ?? 0;
    if (share === 1) return map;
    return file.node('Mul', [map, file.reals(`${op.name}/share${i}`, [], [share])], `${op.name}/term${i}`);
  });
  added(file, terms, y);
};

const sliceChannels: Form<'sliceChannels'> = (file, { name, shape, start, step }, [x], y) => {
  const one = (what: string, value: number) => file.wholes(`${name}/${what}`, [value]);
  const end = start + (shape[2] - 1) * step + 1;
  file.node('Slice', [x, one('start', start), one('end', end), one('axis', 1), one('step', step)], y);
};

const shuffleChannels: Form<'shuffleChannels'> = (file, { name, shape, groups }, [x], y) => {
  const [height, width, channels] = shape;
  const grouped = file.wholes(`${name}/groups`, [1, groups, channels / groups, height, width]);
  const dealt = file.node('Reshape', [x, grouped], `${name}/grouped`);
  const turned = file.node('Transpose', [dealt], `${name}/dealt`, { perm: [0, 2, 1, 3, 4] });
  file.node('Reshape', [turned, file.wholes(`${name}/shape`, mapDims(shape))], y);
};

const flatten: Form<'flatten'> = (file, { name, order }, [x], y) => {
  // A map's values lie channel by channel in ONNX.
  const from = order === 'cyx' ? x : file.node('Transpose', [x], `${name}/turned`, { perm: [0, 2, 3, 1] });
  file.node('Flatten', [from], y);
};

/** How each kind of operator is written. */
export const forms: { readonly [K in OpKind]: Writing<K> } = {
  input: { rows: 'none', write: () => {} },
  conv2d: {
    rows: 'none',
    write(file, op, x, y) {
      const inputs = [...x, file.kernel(op.kernel, false), ...biasOf(file, op)];
      file.node('Conv', inputs, y, { ...windowOf(op), dilations: op.dilation, group: op.groups });
    },
  },
  depthwiseConv2d: {
    rows: 'none',
    write(file, op, x, y) {
      const inputs = [...x, file.kernel(op.kernel, true), ...biasOf(file, op)];
      file.node('Conv', inputs, y, { ...windowOf(op), dilations: op.dilation, group: op.shape[2] });
    },
  },
  dense: {
    rows: 'needs',
    write(file, op, x, y) {
      file.node('Gemm', [...x, file.asItIs(op.kernel), ...biasOf(file, op)], y);
    },
  },
  batchNorm: {
    rows: 'none',
    write(file, { gamma, beta, mean, variance, epsilon }, x, y) {
      const parameters = [gamma, beta, mean, variance].map((name) => file.asItIs(name));
      file.node('BatchNormalization', [...x, ...parameters], y, { epsilon: Float32Array.of(epsilon) });
    },
  },
  scaleShift: {
    rows: 'none',
    write(file, op, x, y) {
      const scaled = file.node('Mul', [...x, file.perChannel(op.scale)], `${op.name}/scaled`);
      file.node('Add', [scaled, file.perChannel(op.shift)], y);
    },
  },
  activation: { rows: 'keeps', write: activation },
  add: {
    rows: 'none',
    write(file, _op, x, y) {
      added(file, x, y);
    },
  },
  multiply: { rows: 'none', write: plainly('Mul') },
  globalAveragePool: { rows: 'none', write: plainly('GlobalAveragePool') },
  maxPool: {
    rows: 'none',
    write(file, op, [x], y, input) {
      if (op.edge !== 'zeros') file.node('MaxPool', [x], y, windowOf(op));
      else {
        const { kernel_shape, strides } = windowOf(op);
        const wide = amongZeros(file, op, x, input);
        file.node('MaxPool', [wide], y, { kernel_shape: kernel_shape!, strides: strides! });
      }
    },
  },
  averagePool: {
    rows: 'none',
    write(file, op, x, y) {
      file.node('AveragePool', x, y, windowOf(op));
    },
  },
  adaptiveAveragePool: { rows: 'none', write: adaptiveAveragePool },
  resizeNearest: {
    rows: 'none',
    write: (file, op, [x], y) => resize(file, op, x, y, { mode: 'nearest', ...nearest(op.halfPixelCenters) }),
  },
  resizeBilinear: {
    rows: 'none',
    write(file, op, [x], y) {
      const places = op.align === 'corners' ? 'align_corners' : 'half_pixel';
      resize(file, op, x, y, { mode: 'linear', coordinate_transformation_mode: places });
    },
  },
  fuse: { rows: 'none', write: fuse },
  concat: { rows: 'none', write: plainly('Concat', { axis: 1 }) },
  sliceChannels: { rows: 'none', write: sliceChannels },
  shuffleChannels: { rows: 'none', write: shuffleChannels },
  flatten: { rows: 'makes', write: flatten },
  psRoiAlign: { rows: 'none', write: regionAlign },
  softmax: { rows: 'keeps', write: plainly('Softmax', { axis: 1 }) },
};
