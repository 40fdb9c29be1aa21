import { fusionShares } from '../../../models/blocks/fusion-shares.ts';
import { addingUp } from '../../components/adding-up.ts';
import {
  type CellLayout,
  type Curve,
  type LayoutOptions,
  layoutCell,
  pointOn,
} from '../../parts/neck-drawing/layout.ts';
import { type Neck, type NeckNode, neckOf } from '../../parts/neck-drawing/neck.ts';
import * as words from '../../words/en/figures/learned-fusion-weights.ts';
import { inputWords } from '../../words/en/neck.ts';
import type { LearnedNeck } from './learned.ts';

/** One edge with what it learned. */
export interface LearnedEdge {
  /** From 0. */
  readonly cell: number;
  /** `in6>down6`. */
  readonly key: string;
  readonly node: NeckNode;
  readonly from: NeckNode;
  readonly raw: number;
  /** By the network's rule; the shares of a node add up to one, or nearly so. */
  readonly share: number;
  /** What it would be if all inputs counted alike. */
  readonly even: number;
}

/** The cells of a neck all have the same nodes. */
export function cellOf(learned: LearnedNeck): Neck {
  const list = learned.nodes.filter(({ cell }) => cell === 0);
  return neckOf(
    list.map(({ level, inputs }) => ({ level, inputs, combine: 'fusion' as const })),
    learned.minLevel,
    learned.maxLevel,
  );
}

export function cellCount({ nodes }: LearnedNeck): number {
  return 1 + Math.max(...nodes.map(({ cell }) => cell));
}

/** Every edge, cell by cell, in the order of the node list. */
export function edgesOf(learned: LearnedNeck): readonly LearnedEdge[] {
  const neck = cellOf(learned);
  return learned.nodes.flatMap(({ cell, node: id, raw }) => {
    const node = neck.nodes[id];
    if (node === undefined) throw new RangeError(`${learned.id}: cell ${cell} has no node ${id}.`);
    const shares = fusionShares(learned, raw);
    return node.inputs.map((from, index) => ({
      cell,
      key: `${from.key}>${node.key}`,
      node,
      from,
      raw: raw[index] ?? 0,
      share: shares[index] ?? 0,
      even: 1 / node.inputs.length,
    }));
  });
}

export type Order = 'network' | 'share' | 'lean';

/** The edges by place, by share, or by how far they are from even; ties stay in the network's order. */
export function ordered(edges: readonly LearnedEdge[], order: Order): readonly LearnedEdge[] {
  if (order === 'network') return edges;
  const value = (edge: LearnedEdge) => (order === 'share' ? edge.share : Math.abs(edge.share - edge.even));
  return [...edges].sort((a, b) => value(b) - value(a));
}

export const mean = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** A node with what it takes of each input. */
function mixtureOf(edges: readonly LearnedEdge[], { node, cell }: LearnedEdge): words.Mixture {
  const { terms } = addingUp(edges.map(({ share }) => share));
  const inputs = edges.map(({ node, from }, i) => ({ share: terms[i] ?? '', name: inputWords(node, from) }));
  return { node: node.name, cell, inputs };
}

/** What a neck's weights say, in sentences that are computed from them. */
export function sentencesOf(learned: LearnedNeck): readonly string[] {
  const edges = edgesOf(learned);
  const cells = cellCount(learned);
  const nodes = learned.nodes.map(({ cell, node: id }) =>
    edges.filter((edge) => edge.cell === cell && edge.node.id === id),
  );
  const lean = (own: readonly LearnedEdge[]) =>
    Math.max(...own.map(({ share, even }) => Math.abs(share - even)));
  const sorted = [...nodes].sort((a, b) => lean(b) - lean(a));
  const [most, least] = [sorted[0] ?? [], sorted.at(-1) ?? []];
  const [leaning, level] = [most[0], least[0]];
  if (leaning === undefined || level === undefined) return [];
  const sentences = [
    words.furthest(mixtureOf(most, leaning), cells),
    words.mostEven(mixtureOf(least, level), cells),
  ];
  const topDown = edges.filter(
    ({ node, from }) => node.inputs.length === 2 && node.direction === 'down' && from.level === node.level,
  );
  if (topDown.length > 0) sentences.push(words.wayDown(mean(topDown.map(({ share }) => share))));
  const three = (cell: number, wanted: (edge: LearnedEdge) => boolean) =>
    mean(
      edges
        .filter((edge) => edge.cell === cell && edge.node.inputs.length === 3 && wanted(edge))
        .map(({ share }) => share),
    );
  const upward = (cell: number) => {
    const [input, middle, below] = addingUp([
      three(cell, ({ from }) => from.place === 'input'),
      three(cell, ({ from }) => from.place === 'middle'),
      three(cell, ({ from, node }) => from.level < node.level),
    ]).terms;
    return { input, middle, below };
  };
  if (edges.some(({ node }) => node.inputs.length === 3))
    sentences.push(words.wayUp(upward(0), cells === 1 ? null : upward(cells - 1)));
  const off = edges.filter(({ share }) => share === 0).length;
  if (off > 0) sentences.push(words.switchedOff(off, edges.length));
  return sentences;
}

const cellLayout: LayoutOptions = {
  width: 380,
  rowHeight: 58,
  left: 24,
  right: 34,
  top: 22,
  halfWidth: 15,
  shrink: 1.5,
};

/** An edge as it is drawn. */
export interface DrawnEdge {
  readonly key: string;
  readonly curve: Curve;
  readonly share: number;
  /** In the drawing's units. */
  readonly thickness: number;
  readonly label: { readonly x: number; readonly y: number; readonly anchor: 'start' | 'middle' };
}

export interface DrawnCell {
  readonly layout: CellLayout;
  readonly edges: readonly DrawnEdge[];
}

/** One cell, its edges as thick as their shares. */
export function drawCell(learned: LearnedNeck, cell: number): DrawnCell {
  const layout = layoutCell(cellOf(learned), cellLayout);
  const edges = edgesOf(learned).filter((edge) => edge.cell === cell);
  return {
    layout,
    edges: edges.map(({ key, share, node, from }) => {
      const curve = layout.routes.find((route) => route.key === key)?.curve;
      if (curve === undefined) throw new RangeError(`${learned.id} has no edge ${key}.`);
      return { key, curve, share, thickness: thicknessOf(share), label: labelAt(curve, from, node) };
    }),
  };
}

/** Nothing learned beyond one widens a line further, and no line vanishes. */
export function thicknessOf(share: number): number {
  return 0.75 + 9 * Math.min(1.2, Math.abs(share));
}

function labelAt(curve: Curve, from: NeckNode, node: NeckNode): DrawnEdge['label'] {
  const at = (t: number, dx: number, dy: number, anchor: 'start' | 'middle' = 'middle') => {
    const [x, y] = pointOn(curve, t);
    return { x: x + dx, y: y + dy, anchor };
  };
  if (from.column === node.column) return at(0.5, 8, 4, 'start');
  if (from.level !== node.level) return at(0.6, 12, 0, 'start');
  const arc = curve[3] !== curve[1];
  if (arc) return at(0.8, 0, -7);
  return at(from.column + 1 < node.column ? (node.level === 3 ? 0.25 : 0.75) : 0.5, 0, 15);
}
