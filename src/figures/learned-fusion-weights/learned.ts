import { fusionNodes } from '../../../models/blocks/fusion-nodes.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import type { FusionMethod } from '../../../models/operators/kinds/fuse.ts';

/** What a neck learned, as it stands in its checkpoint: one raw weight an edge. */
export interface LearnedNeck {
  readonly id: string;
  readonly title: string;
  readonly method: FusionMethod;
  readonly epsilon: number;
  readonly minLevel: number;
  readonly maxLevel: number;
  /** Every node in the order in which it runs. */
  readonly nodes: readonly LearnedNode[];
}

export interface LearnedNode {
  /** From 0. */
  readonly cell: number;
  /** In the cell's numbering: levels first. */
  readonly node: number;
  readonly level: number;
  /** Which maps of the cell it mixes, by the same numbering. */
  readonly inputs: readonly number[];
  readonly raw: readonly number[];
}

/**
 * Reads the fusion weights of a network.
 * @param valuesOf a parameter's values by its name in the graph
 * @returns null where the network has none: it adds plainly
 * @throws RangeError where a weight is missing or is not one number an input
 */
export function learnedNeck(
  graph: Graph,
  named: { readonly id: string; readonly title: string },
  valuesOf: (name: string) => ArrayLike<number> | undefined,
): LearnedNeck | null {
  const nodes = fusionNodes(graph);
  const [first] = nodes;
  if (first === undefined || nodes.every(({ method }) => method === 'sum')) return null;
  const levels = nodes.map(({ level }) => level);
  return {
    ...named,
    method: first.method,
    epsilon: first.epsilon,
    minLevel: Math.min(...levels),
    maxLevel: Math.max(...levels),
    nodes: nodes.map(({ cell, node, level, inputs, parameter }) => {
      const raw = Array.from(valuesOf(parameter) ?? []);
      if (raw.length !== inputs.length)
        throw new RangeError(
          `${named.id}: ${parameter} has ${raw.length} values for ${inputs.length} inputs of ${node}.`,
        );
      return { cell, node, level, inputs: inputs.map((input) => input.node), raw };
    }),
  };
}
