import { type Cost, cost, costsByScope, scopeOf } from './cost.ts';
import { type Graph, inputShape, opAt } from './graph.ts';
import { liveness } from './liveness.ts';
import type { Shape } from './shape.ts';

/** One outermost scope of a network: what it costs and the last map that it makes. */
export interface StageDescription extends Cost {
  readonly name: string;
  readonly output: Shape;
  /** Blocks one scope further in; 1 where the stage is a block itself. */
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

/** Costs of `graph`, in total and by outermost scope. */
export function describeNetwork(graph: Graph): NetworkDescription {
  const plan = liveness(graph);
  const stages = [...costsByScope(graph, 1)].map(([name, costs]) => {
    const ops = graph.ops.filter((op) => scopeOf(op.name, 1) === name);
    const blocks = new Set(ops.map((op) => scopeOf(op.name, 2)).filter((scope) => /\/block\d+$/.test(scope)));
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
