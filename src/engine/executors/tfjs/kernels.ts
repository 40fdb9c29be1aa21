import * as tf from '@tensorflow/tfjs-core';
import { fusionParameterOf } from '../../../../models/blocks/fusion-nodes.ts';
import { fusionShares } from '../../../../models/blocks/fusion-shares.ts';
import type { Activation, Op, OpOf } from '../../../../models/graph/op.ts';
import type { Padding } from '../../../../models/graph/shape.ts';
import { EngineError } from '../../protocol/errors.ts';
import { depthwiseConvolution, inPlace, pointwiseConvolution, swish, swishInPlace } from './wasm/fast.ts';

/** The parameters of the network that is running: on the device, and the raw values of small ones. */
export interface ParameterReader {
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
function activate(x: tf.Tensor4D, activation: Activation): tf.Tensor4D {
  switch (activation) {
    case 'relu':
      return tf.relu(x);
    case 'relu6':
      return tf.relu6(x);
    case 'sigmoid':
      return tf.sigmoid(x);
    case 'swish':
      return swish(x) ?? tf.tidy(() => tf.mul(x, tf.sigmoid(x)));
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
function finish(y: tf.Tensor4D, activation: Activation | undefined): tf.Tensor4D {
  if (activation === undefined || fusedActivation(activation) !== 'linear') return y;
  if (activation === 'swish' && swishInPlace(y)) return y;
  const result = activate(y, activation);
  y.dispose();
  return result;
}

function conv2d(op: OpOf<'conv2d'>, x: tf.Tensor4D, parameters: ParameterReader, activation?: Activation) {
  const kernel = parameters.tensor(op.kernel) as tf.Tensor4D;
  const bias = op.bias === undefined ? undefined : (parameters.tensor(op.bias) as tf.Tensor1D);
  const options = { strides: op.stride, pad: explicit(op.padding) };
  if (op.groups === 1) {
    const fused = fusedActivation(activation);
    if (op.kernelSize === 1 && op.stride === 1 && bias !== undefined) {
      const own = pointwiseConvolution(x, kernel, bias, activation);
      if (own !== null) return inPlace(activation) ? own : finish(own, activation);
    }
    const y = tf.fused.conv2d({ x, filter: kernel, bias, activation: fused, ...options });
    return finish(y, activation);
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
    const y = tf.concat(parts, 3);
    return activation === undefined || fusedActivation(activation) !== 'linear' ? y : activate(y, activation);
  });
}

function depthwise(
  op: OpOf<'depthwiseConv2d'>,
  x: tf.Tensor4D,
  parameters: ParameterReader,
  activation?: Activation,
): tf.Tensor4D {
  const filter = parameters.tensor(op.kernel) as tf.Tensor4D;
  const bias = op.bias === undefined ? undefined : (parameters.tensor(op.bias) as tf.Tensor1D);
  const own = depthwiseConvolution(x, filter, bias, op, activation);
  if (own !== null) return inPlace(activation) ? own : finish(own, activation);
  // The types leave explicit padding out; the kernels take it (computeConv2DInfo, as for the dense convolution).
  const pad = explicit(op.padding) as 'valid';
  const options = { strides: op.stride, pad, activation: fusedActivation(activation) };
  return finish(tf.fused.depthwiseConv2d({ x, filter, bias, ...options }), activation);
}

function dense(op: OpOf<'dense'>, x: tf.Tensor4D, parameters: ParameterReader, activation?: Activation) {
  const row = tf.reshape(x, [1, x.shape[3]]);
  const kernel = parameters.tensor(op.kernel) as tf.Tensor2D;
  const bias = op.bias === undefined ? undefined : parameters.tensor(op.bias);
  const product = tf.fused.matMul({ a: row, b: kernel, bias, activation: fusedActivation(activation) });
  const y = tf.reshape(product, [1, 1, 1, op.shape[2]]) as tf.Tensor4D;
  row.dispose();
  product.dispose();
  return finish(y, activation);
}

/** The source cell of each output cell along one axis, in whole numbers. */
function sourceCells(inSize: number, outSize: number, halfPixelCenters: boolean): Int32Array {
  const cell = (i: number) =>
    halfPixelCenters
      ? Math.floor(((2 * i + 1) * inSize) / (2 * outSize))
      : Math.floor((i * inSize) / outSize);
  return Int32Array.from({ length: outSize }, (_, i) => Math.min(inSize - 1, cell(i)));
}

const isPowerOfTwo = (value: number) => value >= 1 && Number.isInteger(Math.log2(value));

/**
 * Backends compute the source cell in float32 and some ignore half-pixel centres, which is only safe where the factor is a
 * power of two; other sizes gather rows and columns by whole-number indices.
 */
function resizeNearest(op: OpOf<'resizeNearest'>, x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  const [outHeight, outWidth] = op.shape;
  if (isPowerOfTwo(outHeight / height) && isPowerOfTwo(outWidth / width))
    return tf.image.resizeNearestNeighbor(x, [outHeight, outWidth], false, false);
  return tf.tidy(() => {
    const rows = tf.tensor1d(sourceCells(height, outHeight, op.halfPixelCenters), 'int32');
    const columns = tf.tensor1d(sourceCells(width, outWidth, op.halfPixelCenters), 'int32');
    return tf.gather(tf.gather(x, rows, 1), columns, 2) as tf.Tensor4D;
  });
}

function fuse(op: OpOf<'fuse'>, inputs: readonly tf.Tensor4D[], parameters: ParameterReader): tf.Tensor4D {
  return tf.tidy(() => {
    const name = fusionParameterOf(op);
    const raw = op.weights === undefined ? parameters.changed(name) : parameters.values(name);
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
function globalAveragePool(x: tf.Tensor4D): tf.Tensor4D {
  const [, height, width] = x.shape;
  if (tf.getBackend() !== 'wasm') return tf.mean(x, [1, 2], true);
  if (height * width <= 256) return tf.avgPool(x, [height, width], 1, 'valid');
  return tf.tidy(() => tf.avgPool(tf.avgPool(x, [1, width], 1, 'valid'), [height, 1], 1, 'valid'));
}

function batchNorm(op: OpOf<'batchNorm'>, x: tf.Tensor4D, parameters: ParameterReader): tf.Tensor4D {
  const read = (name: string) => parameters.tensor(name) as tf.Tensor1D;
  return tf.batchNorm4d(x, read(op.mean), read(op.variance), read(op.beta), read(op.gamma), op.epsilon);
}

/**
 * Runs one operator on TF.js' current backend. `inputs` and the result are [1, h, w, c]; the result is a new tensor.
 * Throws `EngineError` naming the operator where a backend refuses it.
 */
export function execute(
  op: Op,
  inputs: readonly tf.Tensor4D[],
  parameters: ParameterReader,
  activation?: Activation,
): tf.Tensor4D {
  const x = inputs[0];
  if (x === undefined) throw new EngineError('graph', `${op.name} has nothing to read.`);
  switch (op.kind) {
    case 'input':
      throw new EngineError('graph', `${op.name}: the picture is given, not computed.`);
    case 'conv2d':
      return conv2d(op, x, parameters, activation);
    case 'depthwiseConv2d':
      return depthwise(op, x, parameters, activation);
    case 'dense':
      return dense(op, x, parameters, activation);
    case 'batchNorm':
      return batchNorm(op, x, parameters);
    case 'scaleShift':
      return tf.tidy(() => tf.add(tf.mul(x, parameters.tensor(op.scale)), parameters.tensor(op.shift)));
    case 'activation':
      return activate(x, op.activation);
    case 'add':
      return inputs.length === 2 && inputs[1] ? tf.add(x, inputs[1]) : tf.addN([...inputs]);
    case 'multiply':
      return tf.mul(x, inputs[1] ?? x);
    case 'globalAveragePool':
      return globalAveragePool(x);
    case 'maxPool':
      return tf.maxPool(x, op.kernelSize, op.stride, explicit(op.padding));
    case 'averagePool':
      return tf.avgPool(x, op.kernelSize, op.stride, explicit(op.padding));
    case 'resizeNearest':
      return resizeNearest(op, x);
    case 'fuse':
      return fuse(op, inputs, parameters);
    case 'concat':
      return tf.concat([...inputs], 3);
    case 'softmax':
      return tf.softmax(x);
  }
}
