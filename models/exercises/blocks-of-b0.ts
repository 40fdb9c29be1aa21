import { block as followed, graph } from '../facts/inside-b0.ts';
import { findTensor, type Graph, opAt } from '../graph/graph.ts';
import type { Op } from '../graph/op.ts';
import { isWithin, scopesOf } from '../graph/scopes.ts';
import { once } from './exercise.ts';

/** Of the lesson “MBConv and squeeze-excite”: the blocks that its exercises are about. */

/** A block of B0, as its steps are computed. */
export interface Block {
  readonly name: string;
  /** Side and channels of the map that enters it, and channels of the map that leaves it. */
  readonly side: number;
  readonly from: number;
  readonly to: number;
  /** Channels in the middle, and after the squeeze. */
  readonly expanded: number;
  readonly squeezed: number;
  /** Side of its depthwise convolution’s window. */
  readonly kernel: number;
}

export const opNamed = (of: Graph, name: string): Op => opAt(of, findTensor(of, name));
export const depthwiseEnd = '/depthwise/conv';
/** Paths of a network’s blocks, in running order. */
export const pathsOf = (of: Graph): readonly string[] => scopesOf(of, 'block').map(({ path }) => path);
const inputOf = (of: Graph, op: Op) => opAt(of, op.inputs[0] ?? 0).shape;

export function blockOf(of: Graph, name: string): Block {
  const depthwise = opNamed(of, `${name}${depthwiseEnd}`);
  const first = of.ops.find((op) => isWithin(op.name, name)) ?? depthwise;
  const [side, , from] = inputOf(of, first);
  return {
    name,
    side,
    from,
    to: opNamed(of, `${name}/project/conv`).shape[2],
    expanded: depthwise.shape[2],
    squeezed: opNamed(of, `${name}/se/reduce`).shape[2],
    kernel: depthwise.kind === 'depthwiseConv2d' ? depthwise.kernelSize[0] : 1,
  };
}
/** B0’s blocks; the one that the text follows comes first. */
export const blocks = once((): readonly Block[] =>
  pathsOf(graph)
    .map((name) => blockOf(graph, name))
    .toSorted((a, b) => Number(b.name === followed) - Number(a.name === followed)),
);

/** The addition that a block’s skip ends in; undefined where it has no skip. */
export const joinedIn = (of: Graph, block: string): Op | undefined =>
  of.ops.find(({ kind, name }) => kind === 'add' && isWithin(name, block));
