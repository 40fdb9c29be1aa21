import { type Graph, inputShape, opAt } from '../graph/graph.ts';
import { liveness } from '../graph/liveness.ts';
import type { Shape } from '../graph/shape.ts';
import { type Cost, cost, costsByScope, noCost, scopeOf } from './cost.ts';

/** One stage of a network (by default an outermost scope): what it costs and the last map that it makes. */
export interface StageDescription extends Cost {
  readonly name: string;
  readonly output: Shape;
  /** Blocks, nodes or levels one scope further in; 1 where the stage is a block itself. */
  readonly blocks: number;
}

/** A network in numbers, as the command line prints it. */
export interface NetworkDescription extends Cost {
  readonly network: string;
  readonly input: Shape;
  /** Bytes of the maps alive at the worst moment of a run that frees each map after its last reader. */
  readonly peakActivationBytes: number;
  /** The operator that runs at that moment. */
  readonly peakAt: string;
  readonly stages: readonly StageDescription[];
}

/** Costs of `graph`, in total and by stage: `depthOf` says how many scopes deep the stage of an operator's name stands. */
export function describeNetwork(
  graph: Graph,
  depthOf: (name: string) => number = () => 1,
): NetworkDescription {
  const plan = liveness(graph);
  const byDepth = new Map([1, 2].map((depth) => [depth, costsByScope(graph, depth)]));
  const names = new Set(graph.ops.slice(1).map(({ name }) => scopeOf(name, depthOf(name))));
  const stages = [...names].map((name) => {
    const depth = name.split('/').length;
    const costs = byDepth.get(depth)?.get(name) ?? noCost;
    const ops = graph.ops.filter((op) => scopeOf(op.name, depth) === name);
    const inner = ops.flatMap((op) => {
      const scope = scopeOf(op.name, depth + 1);
      return scope === op.name ? [] : [scope];
    });
    const blocks = new Set(inner);
    const output = ops.findLast((op) => op.kind !== 'softmax')?.shape ?? inputShape(graph);
    return { name, output, blocks: Math.max(1, blocks.size), ...costs };
  });
  return {
    network: graph.name,
    input: inputShape(graph),
    ...cost(graph),
    peakActivationBytes: plan.peakBytes,
    peakAt: opAt(graph, plan.peakAt).name,
    stages,
  };
}
