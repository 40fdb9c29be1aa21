import type { FusionNode } from '../../../models/blocks/fusion-nodes.ts';
import * as words from '../../words/en/figures/inside-neck.ts';
import type { Changes } from './changes.ts';

/** Raw weights of every node: the reader's where there are some, else the learned ones. */
export function rawOf(
  node: FusionNode,
  learned: Readonly<Record<string, readonly number[]>>,
  changes: Changes,
): readonly number[] {
  const own = changes[node.key];
  if (own?.length === node.inputs.length) return own;
  return learned[node.key] ?? node.inputs.map(() => 1);
}

/** The map that an input of a node comes from: a level that enters the neck, or an earlier node. */
export function sourceOf(nodes: readonly FusionNode[], node: FusionNode, input: number): string {
  const wanted = node.inputs[input];
  if (wanted === undefined) return '';
  const own = nodes.find((each) => each.cell === node.cell && each.node === wanted.node);
  if (own) return own.key;
  const before = nodes.findLast((each) => each.cell === node.cell - 1 && each.level === wanted.level);
  return before?.key ?? `P${wanted.level}`;
}

/** `P6, cell 1, top-down`: what a node is called. */
export function nameOf(nodes: readonly FusionNode[], node: FusionNode): string {
  const same = nodes.filter(({ cell, level }) => cell === node.cell && level === node.level);
  const last = same.at(-1) === node;
  return words.node(node.level, node.cell, last || same.length === 1);
}

/** `P6 as it entered`, `P7 of cell 1`: where an input comes from. */
export function inputName(nodes: readonly FusionNode[], node: FusionNode, input: number): string {
  const source = sourceOf(nodes, node, input);
  const other = nodes.find(({ key }) => key === source);
  if (!other) return words.entering(source);
  return nameOf(nodes, other);
}

/** Channels of a [height, width, channels] map, the one with the largest mean absolute value first. */
export function strongest(map: {
  readonly shape: readonly number[];
  readonly data: ArrayLike<number>;
}): readonly number[] {
  const channels = map.shape.at(-1) ?? 0;
  const sums = new Float64Array(channels);
  for (let i = 0; i < map.data.length; i++) sums[i % channels]! += Math.abs(map.data[i] ?? 0);
  return Array.from(sums.keys()).sort((a, b) => sums[b]! - sums[a]!);
}

/** What the changes did to the boxes, in a sentence. */
export function difference(
  learned: readonly { readonly name: string; readonly score: number }[],
  changed: readonly { readonly name: string; readonly score: number }[],
): string {
  const found = (boxes: typeof learned) => ({
    boxes: boxes.length,
    meanScore: boxes.reduce((sum, { score }) => sum + score, 0) / (boxes.length || 1),
  });
  return words.difference(found(learned), found(changed));
}
