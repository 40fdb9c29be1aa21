import type { Graph } from '../graph/graph.ts';
import { isTrainable, type Op, type Parameter, parametersOf } from '../graph/op.ts';
import { bytesPerValue, sizeOf } from '../graph/shape.ts';

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

function addCosts(a: Cost, b: Cost): Cost {
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

/** Multiply-adds of one operator: output cells × window × input channels that each output channel sees. */
export function multiplyAddsOf(op: Op, inputChannels: number): number {
  const [height, width, channels] = op.shape;
  switch (op.kind) {
    case 'conv2d':
      return height * width * channels * op.kernelSize * op.kernelSize * (inputChannels / op.groups);
    case 'depthwiseConv2d':
      return height * width * channels * op.kernelSize * op.kernelSize;
    case 'dense':
      return channels * inputChannels;
    default:
      return 0;
  }
}

/** Operations besides multiply-adds, counted the plain way: one for each value touched and each term joined. */
function otherOperationsOf(op: Op, inputSize: number): number {
  const size = sizeOf(op.shape);
  switch (op.kind) {
    case 'conv2d':
    case 'depthwiseConv2d':
    case 'dense':
      return op.bias === undefined ? 0 : size;
    case 'batchNorm':
    case 'scaleShift':
      return 2 * size;
    case 'activation':
    case 'multiply':
      return size;
    case 'add':
      return (op.inputs.length - 1) * size;
    case 'fuse':
      return (op.method === 'sum' ? op.inputs.length - 1 : 2 * op.inputs.length) * size;
    case 'maxPool':
    case 'averagePool':
      return op.kernelSize * op.kernelSize * size;
    case 'globalAveragePool':
      return inputSize;
    case 'softmax':
      return 3 * size;
    default:
      return 0;
  }
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
    let inputs = 0;
    for (const id of op.inputs) inputs += sizeOf(graph.ops[id]?.shape ?? [0, 0, 0]);
    const inputChannels = graph.ops[op.inputs[0] ?? 0]?.shape[2] ?? 0;
    const made = op.kind === 'input' ? 0 : sizeOf(op.shape);
    return {
      parameters,
      movingStatistics,
      multiplyAdds: multiplyAddsOf(op, inputChannels),
      otherOperations: otherOperationsOf(op, inputs),
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
