import type { NodeCombination, PyramidNode } from '../../../models/blocks/pyramids/node.ts';
import { nodeName } from '../../words/en/neck.ts';

/** One map of a cell, named so that the same map in another network has the same key. */
export interface NeckNode {
  /** As the node list counts: inputs first. */
  readonly id: number;
  /** `in6`, `down6`, `up6`: what the node is, wherever it stands. */
  readonly key: string;
  readonly level: number;
  readonly place: 'input' | 'middle' | 'output';
  /** Which way the levels are walked through when it is computed; nothing for an input. */
  readonly direction?: Direction;
  /** `P6 input`, `P6 top-down`, `P6 output`. */
  readonly name: string;
  /** Columns from the left: 0 for the inputs. */
  readonly column: number;
  readonly combine: NodeCombination;
  /** What it joins, in order. */
  readonly inputs: readonly NeckNode[];
}

/** A cell of a feature network, ready to be drawn. */
export interface Neck {
  readonly minLevel: number;
  readonly maxLevel: number;
  /** Columns beside that of the inputs. */
  readonly columns: number;
  /** Inputs first, finest first, then the nodes in the order in which they are computed. */
  readonly nodes: readonly NeckNode[];
}

type Direction = 'down' | 'up';

/** Whether the levels are walked through one after the other, once down and perhaps once up again. */
function isRegular(nodes: readonly PyramidNode[], minLevel: number, maxLevel: number): boolean {
  const steps = nodes.map(({ level }, at) => level - (nodes[at - 1]?.level ?? level));
  const top = nodes[0]?.level ?? maxLevel;
  const turn = nodes.findIndex(({ level }) => level === minLevel);
  return (
    top >= maxLevel - 1 &&
    steps.slice(1).every((step, at) => (at + 1 <= turn ? step === -1 : step === 1 || step === 0))
  );
}

/** Names and places the nodes of a cell over the levels `minLevel` … `maxLevel`. */
export function neckOf(list: readonly PyramidNode[], minLevel: number, maxLevel: number): Neck {
  const nodes: NeckNode[] = [];
  for (let level = minLevel; level <= maxLevel; level++)
    nodes.push({
      id: nodes.length,
      key: `in${level}`,
      level,
      place: 'input',
      name: nodeName(level, 'input'),
      column: 0,
      combine: 'fusion',
      inputs: [],
    });
  const inputs = nodes.length;
  const regular = isRegular(list, minLevel, maxLevel);
  const turn = list.findIndex(({ level }) => level === minLevel);
  const bothWays = regular && turn < list.length - 1;
  for (const [at, { level, inputs: ids, combine }] of list.entries()) {
    const from = ids.flatMap((id) => nodes[id] ?? []);
    const last = list.findLastIndex((each) => each.level === level) === at;
    const earlier = list.slice(0, at).filter((each) => each.level === level).length;
    const direction: Direction = regular ? (at <= turn ? 'down' : 'up') : last ? 'up' : 'down';
    const depth = 1 + Math.max(...from.map(({ column }) => column));
    nodes.push({
      id: inputs + at,
      key: `${direction}${level}${!regular && !last && earlier > 0 ? `.${earlier}` : ''}`,
      level,
      direction,
      place: last ? 'output' : 'middle',
      name: nodeName(
        level,
        last ? 'output' : regular ? 'topDown' : earlier ? 'secondIntermediate' : 'intermediate',
      ),
      column: regular ? (last && bothWays ? 2 : direction === 'up' ? 2 : 1) : depth,
      combine,
      inputs: from,
    });
  }
  return { minLevel, maxLevel, nodes, columns: Math.max(...nodes.map(({ column }) => column)) };
}

/** The nodes that are computed, in order. */
export function computed(neck: Neck): readonly NeckNode[] {
  return neck.nodes.filter(({ place }) => place !== 'input');
}

/** `in6>down6`, for every input of every node. */
export function edgeKeys(neck: Neck): readonly string[] {
  return neck.nodes.flatMap((node) => node.inputs.map((from) => `${from.key}>${node.key}`));
}

/** What one network has become in another: nodes with a single input that are gone, edges that are new. */
export interface Changes {
  /** Keys of the nodes of `before` that have one input and are missing in `after`. */
  readonly removed: readonly string[];
  /** Edges of `after` that `before` lacks, once each removed node is replaced by its only input. */
  readonly added: readonly string[];
}

export function changesBetween(before: Neck, after: Neck): Changes {
  const kept = new Set(after.nodes.map(({ key }) => key));
  const removed = before.nodes.filter(({ key, inputs }) => inputs.length === 1 && !kept.has(key));
  const instead = new Map(removed.map((node) => [node.key, node.inputs[0]?.key ?? node.key] as const));
  const known = new Set(
    before.nodes.flatMap((node) =>
      node.inputs.map((from) => `${instead.get(from.key) ?? from.key}>${node.key}`),
    ),
  );
  return {
    removed: removed.map(({ key }) => key),
    added: edgeKeys(after).filter((edge) => !known.has(edge)),
  };
}
