import { type Graph, opAt } from '../graph/graph.ts';
import { isTrainable, type Op, type Parameter } from '../graph/op.ts';
import { perRegion } from '../graph/regions.ts';
import { bytesPerValue, sizeOf } from '../graph/shape.ts';
import { operatorOf, parametersOf } from './index.ts';
import type { Inputs } from './operator.ts';

/** What an operator, a scope or a whole network costs. */
export interface Cost {
  /** Trainable weights. */
  readonly parameters: number;
  /** Moving means and variances of batch norms: stored, not trained. */
  readonly movingStatistics: number;
  /** Multiply-adds of convolutions, depthwise convolutions and dense layers: the papers' “FLOPs”. */
  readonly multiplyAdds: number;
  /** Additions, multiplications and comparisons of everything else, biases included; no paper counts them. */
  readonly otherOperations: number;
  /** Stored weights, statistics included, as float32. */
  readonly weightBytes: number;
  /** Maps read and written plus weights read once, as float32. */
  readonly bytesMoved: number;
  /** Bytes of the maps made. */
  readonly activationBytes: number;
}

export const noCost: Cost = {
  parameters: 0,
  movingStatistics: 0,
  multiplyAdds: 0,
  otherOperations: 0,
  weightBytes: 0,
  bytesMoved: 0,
  activationBytes: 0,
};

export function addCosts(a: Cost, b: Cost): Cost {
  return {
    parameters: a.parameters + b.parameters,
    movingStatistics: a.movingStatistics + b.movingStatistics,
    multiplyAdds: a.multiplyAdds + b.multiplyAdds,
    otherOperations: a.otherOperations + b.otherOperations,
    weightBytes: a.weightBytes + b.weightBytes,
    bytesMoved: a.bytesMoved + b.bytesMoved,
    activationBytes: a.activationBytes + b.activationBytes,
  };
}

function count(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** The shapes that an operator reads. */
function inputShapes(graph: Graph, op: Op): Inputs {
  return op.inputs.map((id) => opAt(graph, id).shape) as unknown as Inputs;
}

/** Multiply-adds of one operator of a graph: output cells × window × input channels that each output channel sees. */
export function multiplyAddsOf(graph: Graph, op: Op): number {
  return operatorOf(op).multiplyAdds(op, inputShapes(graph, op));
}

/**
 * The cost of each operator, in order. A shared parameter is charged to the operator that reads it first, so that costs
 * add up; the bytes that it moves are charged to each reader.
 */
export function costs(graph: Graph): readonly Cost[] {
  const byName = new Map<string, Parameter>(graph.parameters.map((p) => [p.name, p]));
  const charged = new Set<string>();
  return graph.ops.map((op) => {
    let parameters = 0;
    let movingStatistics = 0;
    let read = 0;
    for (const name of parametersOf(op)) {
      const parameter = byName.get(name);
      if (parameter === undefined) continue;
      const values = count(parameter.shape);
      read += values;
      if (charged.has(name)) continue;
      charged.add(name);
      if (isTrainable(parameter)) parameters += values;
      else movingStatistics += values;
    }
    const shapes = inputShapes(graph, op);
    const inputs = shapes.reduce((sum, shape) => sum + sizeOf(shape), 0);
    const operator = operatorOf(op);
    const made = op.kind === 'input' ? 0 : sizeOf(op.shape);
    return {
      parameters,
      movingStatistics,
      multiplyAdds: operator.multiplyAdds(op, shapes),
      otherOperations: operator.otherOperations(op, shapes),
      weightBytes: (parameters + movingStatistics) * bytesPerValue,
      bytesMoved: (inputs + made + read) * bytesPerValue,
      activationBytes: made * bytesPerValue,
    };
  });
}

/** The cost of a whole network. */
export function cost(graph: Graph): Cost {
  return costs(graph).reduce(addCosts, noCost);
}

/**
 * The cost of a network that is computed once for each of so many regions of a picture: weights and what all regions read alike (the map
 * that they lie on) once, the rest as often as there are regions.
 */
export function costOfRegions(graph: Graph, regions: number): Cost {
  const each = cost(graph);
  const own = perRegion(graph);
  const alike = new Set<number>();
  let bytes = each.weightBytes;
  graph.ops.forEach((op, id) => {
    for (const input of op.inputs) {
      if (own.has(input)) bytes += regions * sizeOf(opAt(graph, input).shape) * bytesPerValue;
      else if (!alike.has(input)) bytes += sizeOf(opAt(graph, input).shape) * bytesPerValue;
      alike.add(input);
    }
    if (op.kind !== 'input') bytes += (own.has(id) ? regions : 1) * sizeOf(op.shape) * bytesPerValue;
  });
  return {
    ...each,
    multiplyAdds: regions * each.multiplyAdds,
    otherOperations: regions * each.otherOperations,
    activationBytes: regions * each.activationBytes,
    bytesMoved: bytes,
  };
}

/** The scope that stands `depth` names deep: `scopeOf('stage2/block0/se/pool', 1)` is `stage2`. */
export function scopeOf(name: string, depth: number): string {
  return name.split('/').slice(0, depth).join('/');
}

/** Costs summed by scope, in order of first appearance. The input is left out. */
export function costsByScope(graph: Graph, depth: number): ReadonlyMap<string, Cost> {
  const sums = new Map<string, Cost>();
  costs(graph).forEach((each, id) => {
    const op = graph.ops[id];
    if (op === undefined || op.kind === 'input') return;
    const scope = scopeOf(op.name, depth);
    sums.set(scope, addCosts(sums.get(scope) ?? noCost, each));
  });
  return sums;
}
