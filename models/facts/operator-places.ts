/** Where an operator lies in a classifier whose operators lie in stages and blocks, and which one lies at a place. */
import type { Graph } from '../graph/graph.ts';
import type { Op } from '../graph/op.ts';
import { type Scope, scopeAround } from '../graph/scopes.ts';

/** Stage from 1 as the papers count, block of the stage and operator of the block from 0. */
export interface OperatorPlace {
  readonly stage: number;
  readonly block: number;
  readonly op: number;
}

type ByPlace = readonly (readonly (readonly Op[])[])[];
const known = new WeakMap<Graph, ByPlace>();

/** The operators by stage and block, in running order. What has no block stands in the stage's only one. */
export function operatorsByPlace(graph: Graph): ByPlace {
  const found = known.get(graph) ?? sorted(graph);
  known.set(graph, found);
  return found;
}

function sorted(graph: Graph): ByPlace {
  const stages = new Map<Scope | undefined, Map<Scope | undefined, Op[]>>();
  for (const op of graph.ops) {
    if (op.kind === 'input') continue;
    const stage = scopeAround(graph, op.name, 'stage');
    const blocks = stages.get(stage) ?? new Map<Scope | undefined, Op[]>();
    const block = scopeAround(graph, op.name, 'block');
    blocks.set(block, [...(blocks.get(block) ?? []), op]);
    stages.set(stage, blocks);
  }
  return [...stages.values()].map((blocks) => [...blocks.values()]);
}

const nearest = <T>(of: readonly T[] | undefined, index: number): T | undefined =>
  of?.[Math.min(Math.max(0, index), of.length - 1)];

/** The operator at a place, or the nearest there is; undefined in a graph without operators. */
export function operatorAt(graph: Graph, { stage, block, op }: OperatorPlace): Op | undefined {
  return nearest(nearest(nearest(operatorsByPlace(graph), stage - 1), block), op);
}

/** Where an operator lies. Throws for one that the graph does not have. */
export function placeOfOperator(graph: Graph, name: string): OperatorPlace {
  for (const [stage, blocks] of operatorsByPlace(graph).entries())
    for (const [block, ops] of blocks.entries()) {
      const op = ops.findIndex((each) => each.name === name);
      if (op >= 0) return { stage: stage + 1, block, op };
    }
  throw new Error(`${graph.name} has no operator ${name}.`);
}
