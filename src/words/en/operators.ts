import type { Op, OpKind, OpOf } from '../../../models/graph/op.ts';
import { isSingleCell, type Pair, type Shape } from '../../../models/graph/shape.ts';
import type { Activation } from '../../../models/operators/kinds/activation.ts';

const windowTitle = ({ kernelSize }: { readonly kernelSize: Pair }): string => kernelSize.join('×');

const activationTitles: Readonly<Record<Activation, string>> = {
  swish: 'swish',
  relu: 'ReLU',
  relu6: 'ReLU6',
  sigmoid: 'sigmoid',
  hardSwish: 'hard swish',
  hardSigmoid: 'hard sigmoid',
};

/** What an operator of each kind is, in the words of the text. */
const titles: { readonly [K in OpKind]: (op: OpOf<K>, input: Shape) => string } = {
  input: () => 'picture',
  // On a map of one cell a 1×1 convolution is a dense layer; the papers call both by either name.
  conv2d: (op, input) => (isSingleCell(input) ? 'dense' : `${windowTitle(op)} convolution`),
  depthwiseConv2d: (op) => `${windowTitle(op)} depthwise`,
  dense: () => 'dense',
  batchNorm: () => 'batch norm',
  scaleShift: () => 'scale and shift',
  activation: (op) => activationTitles[op.activation],
  add: () => '+ input',
  multiply: () => '× gate',
  globalAveragePool: () => 'mean of each map',
  maxPool: (op) => `${windowTitle(op)} max-pool`,
  averagePool: (op) => `${windowTitle(op)} average pool`,
  adaptiveAveragePool: (op) => `average pool to ${op.shape[0]}×${op.shape[1]}`,
  resizeNearest: () => 'resize, nearest',
  resizeBilinear: () => 'resize, bilinear',
  fuse: () => 'weighted sum',
  concat: () => 'join channels',
  sliceChannels: (op) => (op.step === 2 ? 'every other channel' : `${op.shape[2]} channels`),
  shuffleChannels: () => 'shuffle channels',
  flatten: () => 'flatten',
  psRoiAlign: (op) => `${op.group}×${op.group} bins of a region`,
  softmax: () => 'softmax',
};

/** `5×5 depthwise`, `1×1 convolution`, `swish`: what an operator is, in the words of the text. */
export function opTitle(op: Op, input: Shape): string {
  const title = titles[op.kind] as (op: Op, input: Shape) => string;
  return title(op, input);
}
