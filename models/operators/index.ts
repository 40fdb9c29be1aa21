import type { Op, OpKind, OpOf } from '../graph/op.ts';
import { operator as activation } from './kinds/activation.ts';
import { operator as adaptiveAveragePool } from './kinds/adaptive-average-pool.ts';
import { operator as add } from './kinds/add.ts';
import { operator as averagePool } from './kinds/average-pool.ts';
import { operator as batchNorm } from './kinds/batch-norm.ts';
import { operator as concat } from './kinds/concat.ts';
import { operator as conv2d } from './kinds/conv2d.ts';
import { operator as dense } from './kinds/dense.ts';
import { operator as depthwiseConv2d } from './kinds/depthwise-conv2d.ts';
import { operator as flatten } from './kinds/flatten.ts';
import { operator as fuse } from './kinds/fuse.ts';
import { operator as globalAveragePool } from './kinds/global-average-pool.ts';
import { operator as input } from './kinds/input.ts';
import { operator as maxPool } from './kinds/max-pool.ts';
import { operator as multiply } from './kinds/multiply.ts';
import { operator as psRoiAlign } from './kinds/ps-roi-align.ts';
import { operator as resizeBilinear } from './kinds/resize-bilinear.ts';
import { operator as resizeNearest } from './kinds/resize-nearest.ts';
import { operator as scaleShift } from './kinds/scale-shift.ts';
import { operator as shuffleChannels } from './kinds/shuffle-channels.ts';
import { operator as sliceChannels } from './kinds/slice-channels.ts';
import { operator as softmax } from './kinds/softmax.ts';
import type { Operator } from './operator.ts';

/** Every kind of operator there is, with all that is known of it. */
export const operators = {
  input,
  conv2d,
  depthwiseConv2d,
  dense,
  batchNorm,
  scaleShift,
  activation,
  add,
  multiply,
  globalAveragePool,
  maxPool,
  averagePool,
  adaptiveAveragePool,
  resizeNearest,
  resizeBilinear,
  fuse,
  concat,
  sliceChannels,
  shuffleChannels,
  flatten,
  psRoiAlign,
  softmax,
} satisfies { readonly [K in OpKind]: Operator<K> };

/** What is known of an operator's kind. */
export function operatorOf<K extends OpKind>(op: OpOf<K>): Operator<K> {
  return operators[op.kind as K] as unknown as Operator<K>;
}

/** Names of all parameters that an operator reads, in the order of its fields. */
export function parametersOf(op: Op): readonly string[] {
  return operatorOf(op).parameters(op);
}

/** Kinds whose layers take a batch norm in. */
type LayerKind = {
  [K in OpKind]: (typeof operators)[K]['fold'] extends 'absorbs' ? K : never;
}[OpKind];

/** A layer: an operator with a kernel, and a bias where it has one. */
export type LayerOp = OpOf<LayerKind>;

/** Whether an operator is a layer: one with a kernel, into which what stands behind it channel by channel can be folded. */
export function isLayer(op: Op | undefined): op is LayerOp {
  return op !== undefined && operatorOf(op).fold === 'absorbs';
}
