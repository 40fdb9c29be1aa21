import { type Graph, GraphError } from '../../graph/graph.ts';
import type { Op } from '../../graph/op.ts';
import { scopeAround } from '../../graph/scopes.ts';
import { sizeOf } from '../../graph/shape.ts';
import { multiplyAddsOf } from '../../operators/cost.ts';

/** Single operations, a multiply-add counting as two, that the authors' profiler finds in a detector's graph. */
export interface ProfiledOperations {
  /** Convolutions, twice their multiply-adds. */
  readonly convolutions: number;
  readonly biasAdditions: number;
  /** Comparisons of the max-pools: every cell of every window. */
  readonly maxPools: number;
  /** Joining the inputs of a node, with the products and quotients of the weighted form. */
  readonly fusion: number;
  /** Means and products of squeeze and excitation. */
  readonly squeezeExcite: number;
  /** Two products a value: β·x, and x times the sigmoid. */
  readonly swish: number;
  /** Drawing the initial weights, which stands in the same graph: a product a weight and a few differences. */
  readonly initializers: number;
}

/** Products of an initial draw: one a kernel value; a uniform draw also takes the difference of its two bounds once. */
function initializerOperations(graph: Graph): number {
  let operations = 0;
  for (const { role, shape } of graph.parameters)
    if (role === 'kernel') operations += shape.reduce((product, size) => product * size, 1);
  // The feature network's layers keep the library's default initializer, a uniform one; the others are normal.
  const uniform = graph.parameters.filter(
    ({ role, name }) => role === 'kernel' && scopeAround(graph, name, 'neck') !== undefined,
  );
  return operations + uniform.length;
}

function fusionOperations(op: Op & { kind: 'fuse' }): number {
  const size = sizeOf(op.shape);
  const inputs = op.inputs.length;
  switch (op.method) {
    case 'sum':
      return (inputs - 1) * size;
    case 'fastNormalized':
      // The maps are added, and so are the weights; each map is multiplied by its weight and divided by their sum.
      return (inputs - 1) * size + (inputs - 1) + 2 * inputs * size;
    default:
      throw new GraphError({ code: 'unpublished-count', op: op.name, method: op.method });
  }
}

/** The profiler's count of a detector made by `efficientDet`, part by part. */
export function profiledOperations(graph: Graph): ProfiledOperations {
  const sums = { convolutions: 0, biasAdditions: 0, maxPools: 0, fusion: 0, squeezeExcite: 0, swish: 0 };
  for (const op of graph.ops) {
    const input = graph.ops[op.inputs[0] ?? 0]?.shape ?? op.shape;
    const size = sizeOf(op.shape);
    sums.convolutions += 2 * multiplyAddsOf(graph, op);
    if ('bias' in op && op.bias !== undefined) sums.biasAdditions += size;
    else if (op.kind === 'maxPool') sums.maxPools += op.kernelSize[0] * op.kernelSize[1] * size;
    else if (op.kind === 'fuse') sums.fusion += fusionOperations(op);
    else if (op.kind === 'globalAveragePool') sums.squeezeExcite += sizeOf(input);
    else if (op.kind === 'multiply') sums.squeezeExcite += size;
    else if (op.kind === 'activation' && op.activation === 'swish') sums.swish += 2 * size;
  }
  return { ...sums, initializers: initializerOperations(graph) };
}

/**
 * “FLOPs” as the authors' repository prints them: half of what TensorFlow's profiler found in the training graph,
 * rounded down. It is 0.3 to 2.4 % more than the multiply-adds of the convolutions. Residual additions, batch norms, sigmoids,
 * ReLU6 and resizing are not in it. The list of what is counted was inferred from the published totals, which it meets
 * to the unit for D0–D7 and Lite0–Lite4.
 * @throws GraphError where a node fuses by a method whose count was never published.
 */
export function officialFlops(graph: Graph): number {
  const operations = Object.values(profiledOperations(graph)).reduce((sum, each) => sum + each, 0);
  return Math.floor(operations / 2);
}

/** As the authors' profiler counts; null where it was never published how it counts the fusion method. */
export function profiledFlops(graph: Graph): number | null {
  const fusions = new Set(graph.ops.flatMap((op) => (op.kind === 'fuse' ? [op.method] : [])));
  return fusions.has('softmax') || fusions.has('unbounded') ? null : officialFlops(graph);
}
