import type { OpKind } from '../graph/op.ts';

/**
 * Which kinds of operator network.py builds in PyTorch, where a network is trained. What is false here is refused there with the
 * operator's name: the input is given, and no network that is trained has the others.
 */
export const trains: Readonly<Record<OpKind, boolean>> = {
  input: false,
  conv2d: true,
  depthwiseConv2d: true,
  dense: true,
  batchNorm: true,
  scaleShift: true,
  activation: true,
  add: true,
  multiply: true,
  globalAveragePool: true,
  maxPool: true,
  averagePool: true,
  adaptiveAveragePool: false,
  resizeNearest: true,
  resizeBilinear: true,
  fuse: true,
  concat: true,
  sliceChannels: false,
  shuffleChannels: false,
  flatten: false,
  psRoiAlign: false,
  softmax: false,
};
