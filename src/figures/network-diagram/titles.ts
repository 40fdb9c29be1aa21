import type { Op, OpKind, OpOf } from '../../../models/graph/op.ts';
import { isSingleCell, type Pair, type Shape } from '../../../models/graph/shape.ts';
import type { Activation } from '../../../models/operators/kinds/activation.ts';
import type { BlockNode, OpNode } from './nodes.ts';

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

/** Which part of a block an operator belongs to: `expand`, `depthwise`, `se`, `project`, or nothing. */
export function partOf(block: { readonly path: string }, op: { readonly path: string }): string {
  const rest = op.path.slice(block.path.length + 1).split('/');
  return rest.length > 1 ? (rest[0] ?? '') : '';
}

export const partTitle: Readonly<Record<string, string>> = {
  expand: 'expand',
  depthwise: 'filter',
  se: 'squeeze and excite',
  project: 'project',
};

function windowedOp(ops: readonly OpNode[]) {
  for (const { op } of ops) if (op.kind === 'depthwiseConv2d') return op;
  for (const { op } of ops) if (op.kind === 'conv2d') return op;
  return undefined;
}

/** Channels after the expansion over channels before it; 1 where nothing expands. */
function expandRatio(block: BlockNode): number {
  const expanded = block.ops.find(({ op }) => op.kind === 'depthwiseConv2d')?.input[2];
  return expanded === undefined ? 1 : expanded / block.input[2];
}

/** `stride 2`, `same shape, adds its input`: what sets one block of a stage apart from the others. */
export function blockTitle(path: string, ops: readonly OpNode[]): string {
  const stride = windowedOp(ops)?.stride[0] ?? 1;
  const name = path.split('/')[1];
  if (name === undefined) return ops.some(({ op }) => op.kind === 'dense') ? 'head' : 'stem';
  const adds = ops.some(({ op }) => op.kind === 'add');
  if (stride > 1) return `halves the side`;
  return adds ? 'adds its input' : 'changes the channels';
}

/** `MBConv6, 5×5` as in Table 1 of the paper, read from the operators. */
export function stageTitle(blocks: readonly BlockNode[]): string {
  const first = blocks[0];
  if (first === undefined) return '';
  const op = windowedOp(first.ops);
  const window = op === undefined ? '' : windowTitle(op);
  if (op?.kind === 'depthwiseConv2d') return `MBConv${expandRatio(first)} ${window}`;
  return first.ops.some((node) => node.op.kind === 'dense')
    ? `Conv ${window}, pool, dense`
    : `Conv ${window}`;
}
