import type { Pair } from '../../../models/graph/shape.ts';
import { convStage, blockTitle as words } from '../../words/en/figures/network-diagram.ts';
import type { BlockNode, OpNode } from './nodes.ts';

const windowTitle = ({ kernelSize }: { readonly kernelSize: Pair }): string => kernelSize.join('×');

/** Which part of a block an operator belongs to: `expand`, `depthwise`, `se`, `project`, or nothing. */
export function partOf(block: { readonly path: string }, op: { readonly path: string }): string {
  const rest = op.path.slice(block.path.length + 1).split('/');
  return rest.length > 1 ? (rest[0] ?? '') : '';
}

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
export function blockTitle({ number }: Pick<BlockNode, 'number'>, ops: readonly OpNode[]): string {
  const stride = windowedOp(ops)?.stride[0] ?? 1;
  if (number === undefined) return ops.some(({ op }) => op.kind === 'dense') ? words.head : words.stem;
  const adds = ops.some(({ op }) => op.kind === 'add');
  if (stride > 1) return words.halves;
  return adds ? words.adds : words.changes;
}

/** `MBConv6, 5×5` as in Table 1 of the paper, read from the operators. */
export function stageTitle(blocks: readonly BlockNode[]): string {
  const first = blocks[0];
  if (first === undefined) return '';
  const op = windowedOp(first.ops);
  const window = op === undefined ? '' : windowTitle(op);
  if (op?.kind === 'depthwiseConv2d') return `MBConv${expandRatio(first)} ${window}`;
  return convStage(
    window,
    first.ops.some((node) => node.op.kind === 'dense'),
  );
}
