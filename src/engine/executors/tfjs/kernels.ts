import * as tf from '@tensorflow/tfjs-core';
import { fusionParameterOf } from '../../../../models/blocks/fusion-nodes.ts';
import { fusionShares } from '../../../../models/blocks/fusion-shares.ts';
import type { Op, OpKind, OpOf } from '../../../../models/graph/op.ts';
import type { DilatedWindow, Padding, Pair, Window } from '../../../../models/graph/shape.ts';
import type { Activation } from '../../../../models/operators/kinds/activation.ts';
import type { DeviceName } from '../../protocol/device.ts';
import { EngineError } from '../../protocol/error.ts';
import { flatten, shuffleChannels, sliceChannels } from './kernels/channels.ts';
import { psRoiAlign } from './kernels/regions.ts';
import { adaptiveAveragePool, resizeBilinear, resizeNearest } from './kernels/resizing.ts';
import {
  depthwiseConvolution,
  inPlace,
  pointwiseConvolution,
  type Routines,
  swish,
  swishInPlace,
} from './wasm/fast.ts';

/** The network that is running: what it runs on, its parameters on the device, and the raw values of small ones. */
export interface Running {
  readonly device: DeviceName;
  readonly routines: Routines | null;
  tensor(name: string): tf.Tensor;
  values(name: string): Float32Array;
  /** Values that stand in for the loaded ones in this run. */
  changed(name: string): Float32Array | undefined;
}

type ExplicitPadding = [[number, number], [number, number], [number, number], [number, number]];

/** TF.js' padding: `valid` where nothing is added (its 1×1 fast paths ask for that), else every side written out. */
function explicit({ top, bottom, left, right }: Padding): 'valid' | ExplicitPadding {
  if (top === 0 && bottom === 0 && left === 0 && right === 0) return 'valid';
  return [
    [0, 0],
    [top, bottom],
    [left, right],
    [0, 0],
  ];
}

/** x·sigmoid(x), x·clamp(x/6 + ½), …; disposes of nothing but what it made itself. */
function activate(x: tf.Tensor4D, activation: Activation, { routines }: Running): tf.Tensor4D {
  switch (activation) {
    case 'relu':
      return tf.relu(x);
    case 'relu6':
      return tf.relu6(x);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'swish':
      return swish(routines, x) ?? tf.tidy(() => tf.mul(x, tf.sigmoid(x)));
    case 'hardSigmoid':
      return tf.tidy(() => tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1));
    case 'hardSwish':
      return tf.tidy(() => tf.mul(x, tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1)));
  }
}

/** Activations that TF.js' fused kernels apply themselves on every backend. */
function fusedActivation(activation: Activation | undefined): 'linear' | 'relu' | 'relu6' {
  return activation === 'relu' || activation === 'relu6' ? activation : 'linear';
}

/** Applies what the fused kernel could not to its own result, and lets go of the map before it. */
function finish(y: tf.Tensor4D, activation: Activation | undefined, running: Running): tf.Tensor4D {
  if (activation === undefined || fusedActivation(activation) !== 'linear') return y;
  if (activation === 'swish' && swishInPlace(running.routines, y)) return y;
  const result = activate(y, activation, running);
  y.dispose();
  return result;
}

const pairOf = ([y, x]: Pair): [number, number] => [y, x];

/**
 * How TF.js is asked to slide a window. It takes a stride or a dilation, not both; with both it slides cell by cell, and
 * `after` keeps every stride-th result.
 */
function slide({ stride, dilation }: DilatedWindow) {
  const [strides, dilations] = [pairOf(stride), pairOf(dilation)];
  const isOne = ([y, x]: Pair) => y === 1 && x === 1;
  if (isOne(stride) || isOne(dilation)) return { strides, dilations, after: (y: tf.Tensor4D) => y };
  const after = (y: tf.Tensor4D): tf.Tensor4D => {
    const kept = tf.stridedSlice(y, [0, 0, 0, 0], y.shape, [1, ...strides, 1]);
    y.dispose();
    return kept as tf.Tensor4D;
  };
  return { strides: 1, dilations, after };
}

const isPointwise = ({ kernelSize, stride }: DilatedWindow) =>
  [...kernelSize, ...stride].every((side) => side === 1);

/** Whether a window is what the project's own routines know: as high as wide, of cells that touch. */
const isSquare = ({ kernelSize, stride, dilation }: DilatedWindow) =>
  kernelSize[0] === kernelSize[1] && stride[0] === stride[1] && dilation[0] === 1 && dilation[1] === 1;

function conv2d(op: OpOf<'conv2d'>, x: tf.Tensor4D, running: Running, activation?: Activation) {
  const kernel = running.tensor(op.kernel) as tf.Tensor4D;
  const bias = op.bias === undefined ? undefined : (running.tensor(op.bias) as tf.Tensor1D);
  const { strides, dilations, after } = slide(op);
  const options = { strides, dilations, pad: explicit(op.padding) };
  if (op.groups === 1) {
    const fused = fusedActivation(activation);
    if (isPointwise(op) && bias !== undefined) {
      const own = pointwiseConvolution(running.routines, x, kernel, bias, activation);
      if (own !== null) return inPlace(activation) ? own : finish(own, activation, running);
    }
    const y = after(tf.fused.conv2d({ x, filter: kernel, bias, activation: fused, ...options }));
    return finish(y, activation, running);
  }
  // No backend has grouped convolutions: each group is one convolution of its slice of the channels.
  return tf.tidy(() => {
    const inputs = tf.split(x, op.groups, 3);
    const kernels = tf.split(kernel, op.groups, 3);
    const biases = bias === undefined ? [] : tf.split(bias, op.groups, 0);
    const parts = inputs.map((part, i) => {
      const filter = kernels[i] as tf.Tensor4D;
      const own = { x: part as tf.Tensor4D, filter, bias: biases[i] as tf.Tensor1D | undefined };
      return tf.fused.conv2d({ ...own, activation: fusedActivation(activation), ...options });
    });
    const y = after(tf.concat(parts, 3));
    return activation === undefined || fusedActivation(activation) !== 'linear'
      ? y
      : activate(y, activation, running);
  });
}

function depthwise(
  op: OpOf<'depthwiseConv2d'>,
  x: tf.Tensor4D,
  running: Running,
  activation?: Activation,
): tf.Tensor4D {
  const filter = running.tensor(op.kernel) as tf.Tensor4D;
  const bias = op.bias === undefined ? undefined : (running.tensor(op.bias) as tf.Tensor1D);
  const own = isSquare(op) ? depthwiseConvolution(running.routines, x, filter, bias, op, activation) : null;
  if (own !== null) return inPlace(activation) ? own : finish(own, activation, running);
  // The types leave explicit padding out; the kernels take it (computeConv2DInfo, as for the dense convolution).
  const pad = explicit(op.padding) as 'valid';
  const { strides, dilations, after } = slide(op);
  const options = { strides, dilations, pad, activation: fusedActivation(activation) };
  return finish(after(tf.fused.depthwiseConv2d({ x, filter, bias, ...options })), activation, running);
}

function dense(op: OpOf<'dense'>, x: tf.Tensor4D, running: Running, activation?: Activation) {
  const row = tf.reshape(x, [x.shape[0], x.shape[3]]);
  const kernel = running.tensor(op.kernel) as tf.Tensor2D;
  const bias = op.bias === undefined ? undefined : running.tensor(op.bias);
  const product = tf.fused.matMul({ a: row, b: kernel, bias, activation: fusedActivation(activation) });
  const y = tf.reshape(product, [x.shape[0], 1, 1, op.shape[2]]) as tf.Tensor4D;
  row.dispose();
  product.dispose();
  return finish(y, activation, running);
}

function fuse(op: OpOf<'fuse'>, inputs: readonly tf.Tensor4D[], running: Running): tf.Tensor4D {
  return tf.tidy(() => {
    const name = fusionParameterOf(op);
    const raw = op.weights === undefined ? running.changed(name) : running.values(name);
    if (raw === undefined) return tf.addN([...inputs]);
    const shares = fusionShares(op, raw);
    return inputs
      .map((input, i) => tf.mul(input, tf.scalar(shares[i] ?? 0)) as tf.Tensor4D)
      .reduce((sum, term) => tf.add(sum, term));
  });
}

/**
 * WebAssembly's mean adds one value after the other in float32, which loses digits on large maps, and turns the map over in memory
 * first. Its average pooling does neither; along rows and then along columns the sums stay short.
 */
function globalAveragePool(x: tf.Tensor4D, { device }: Running): tf.Tensor4D {
  const [, height, width] = x.shape;
  if (device !== 'wasm') return tf.mean(x, [1, 2], true);
  if (height * width <= 256) return tf.avgPool(x, [height, width], 1, 'valid');
  return tf.tidy(() => tf.avgPool(tf.avgPool(x, [1, width], 1, 'valid'), [height, 1], 1, 'valid'));
}

function batchNorm(op: OpOf<'batchNorm'>, x: tf.Tensor4D, running: Running): tf.Tensor4D {
  const read = (name: string) => running.tensor(name) as tf.Tensor1D;
  return tf.batchNorm4d(x, read(op.mean), read(op.variance), read(op.beta), read(op.gamma), op.epsilon);
}

function pooled(op: Window, x: tf.Tensor4D, pool: typeof tf.maxPool | typeof tf.avgPool): tf.Tensor4D {
  return pool(x, pairOf(op.kernelSize), pairOf(op.stride), explicit(op.padding));
}

/** TF.js’ pool leaves out what lies beyond the edge; where zeros lie there they are put around the map first. */
function maxPool(op: OpOf<'maxPool'>, x: tf.Tensor4D): tf.Tensor4D {
  if (op.edge !== 'zeros') return pooled(op, x, tf.maxPool);
  const { top, bottom, left, right } = op.padding;
  return tf.tidy(() => {
    const wide = tf.pad(x, [
      [0, 0],
      [top, bottom],
      [left, right],
      [0, 0],
    ]);
    return tf.maxPool(wide, pairOf(op.kernelSize), pairOf(op.stride), 'valid');
  });
}

/** Computes one operator; `activation` is for layers alone and is applied to their result. */
type Kernel<K extends OpKind> = (
  op: OpOf<K>,
  inputs: readonly [tf.Tensor4D, ...tf.Tensor4D[]],
  running: Running,
  activation?: Activation,
) => tf.Tensor4D;

const kernels: { readonly [K in OpKind]: Kernel<K> } = {
  input(op) {
    throw new EngineError({ code: 'graph', what: 'isInput', op: op.name });
  },
  conv2d: (op, [x], running, activation) => conv2d(op, x, running, activation),
  depthwiseConv2d: (op, [x], running, activation) => depthwise(op, x, running, activation),
  dense: (op, [x], running, activation) => dense(op, x, running, activation),
  batchNorm: (op, [x], running) => batchNorm(op, x, running),
  scaleShift: (op, [x], running) =>
    tf.tidy(() => tf.add(tf.mul(x, running.tensor(op.scale)), running.tensor(op.shift))),
  activation: (op, [x], running) => activate(x, op.activation, running),
  add(_op, inputs) {
    const [x, other] = inputs;
    if (inputs.length === 2 && other !== undefined) return tf.add(x, other);
    if (inputs.every(({ size }) => size === x.size)) return tf.addN([...inputs]);
    return tf.tidy(() => inputs.reduce((sum, term) => tf.add(sum, term)));
  },
  multiply: (_op, [x, gate = x]) => tf.mul(x, gate),
  globalAveragePool: (_op, [x], running) => globalAveragePool(x, running),
  maxPool: (op, [x]) => maxPool(op, x),
  averagePool: (op, [x]) => pooled(op, x, tf.avgPool),
  adaptiveAveragePool: (op, [x]) => adaptiveAveragePool(op, x),
  resizeNearest: (op, [x]) => resizeNearest(op, x),
  resizeBilinear: (op, [x]) => resizeBilinear(op, x),
  fuse: (op, inputs, running) => fuse(op, inputs, running),
  concat: (_op, inputs) => tf.concat([...inputs], 3),
  sliceChannels: (op, [x]) => sliceChannels(op, x),
  shuffleChannels: (op, [x]) => shuffleChannels(op, x),
  flatten: (op, [x]) => flatten(op, x),
  psRoiAlign: (op, [map, boxes = map]) => psRoiAlign(op, map, boxes),
  softmax: (_op, [x]) => tf.softmax(x),
};

/**
 * Runs one operator. `inputs` and the result are [n, h, w, c], n regions where an operator is
 * computed for each, else 1; the result is a new tensor. Throws `EngineError` naming the operator where it has nothing to compute.
 */
export function execute(
  op: Op,
  inputs: readonly tf.Tensor4D[],
  running: Running,
  activation?: Activation,
): tf.Tensor4D {
  const [x, ...more] = inputs;
  if (x === undefined) throw new EngineError({ code: 'graph', what: 'nothingToRead', op: op.name });
  const kernel = kernels[op.kind] as Kernel<OpKind>;
  return kernel(op, [x, ...more], running, activation);
}
