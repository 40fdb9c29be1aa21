import type { Op } from '../../../models/graph/op.ts';
import type { Shape } from '../../../models/graph/shape.ts';
import type { BlockNode, OpNode } from './logic.ts';

/** `5×5 depthwise`, `1×1 convolution`, `swish`: what an operator is, in the words of the text. */
export function opTitle(op: Op, input: Shape): string {
  switch (op.kind) {
    case 'input':
      return 'picture';
    case 'conv2d':
      // On a map of one cell a 1×1 convolution is a dense layer; the papers call both by either name.
      return input[0] === 1 && input[1] === 1 ? 'dense' : `${op.kernelSize}×${op.kernelSize} convolution`;
    case 'depthwiseConv2d':
      return `${op.kernelSize}×${op.kernelSize} depthwise`;
    case 'dense':
      return 'dense';
    case 'batchNorm':
      return 'batch norm';
    case 'activation':
      return op.activation === 'relu6' ? 'ReLU6' : op.activation;
    case 'globalAveragePool':
      return 'mean of each map';
    case 'multiply':
      return '× gate';
    case 'add':
      return '+ input';
    case 'softmax':
      return 'softmax';
    default:
      return op.kind;
  }
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
  const stride = windowedOp(ops)?.stride ?? 1;
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
  const window = op === undefined ? '' : `${op.kernelSize}×${op.kernelSize}`;
  if (op?.kind === 'depthwiseConv2d') return `MBConv${expandRatio(first)} ${window}`;
  return first.ops.some((node) => node.op.kind === 'dense')
    ? `Conv ${window}, pool, dense`
    : `Conv ${window}`;
}
