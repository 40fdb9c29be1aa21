import { fusionParameterOf } from '../../../models/blocks/fusion-nodes.ts';
import { type Graph, GraphError, parameterMap } from '../../../models/graph/graph.ts';
import type { Parameter } from '../../../models/graph/op.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import { EngineError } from '../protocol/error.ts';

// What every executor asks of a network's weights, before anything touches the device.

function checkWeight(parameter: Parameter, values: Float32Array | undefined, graph: Graph): void {
  const { name, shape } = parameter;
  if (values === undefined)
    throw new EngineError({ code: 'checkpoint', what: 'missing', network: graph.name, parameter: name });
  const size = shape.reduce((product, side) => product * side, 1);
  if (values.length !== size)
    throw new EngineError({
      code: 'checkpoint',
      what: 'misshapen',
      network: graph.name,
      parameter: name,
      shape,
      given: values.length,
    });
}

/** Throws `EngineError` where a weight is missing or of the wrong size. */
export function checkWeights(graph: Graph, weights: Weights): void {
  for (const parameter of graph.parameters) checkWeight(parameter, weights.get(parameter.name), graph);
}

/**
 * Every weight that a run may change, by name: the graph's own, and those that a plain sum does not have but may be given: a reader
 * cuts one of its edges.
 */
export function changeable(graph: Graph): ReadonlyMap<string, Parameter> {
  const sums = graph.ops.flatMap((op): [string, Parameter][] => {
    if (op.kind !== 'fuse' || op.weights !== undefined) return [];
    const name = fusionParameterOf(op);
    return [[name, { name, shape: [op.inputs.length], role: 'fusion' }]];
  });
  return new Map([...sums, ...parameterMap(graph)]);
}

/** Throws where a run is to change weights that it cannot: `GraphError` for a name, `EngineError` for a size. */
export function checkChanges(
  graph: Graph,
  parameters: ReadonlyMap<string, Parameter>,
  weights: Weights | undefined,
): void {
  for (const [name, values] of weights ?? []) {
    const parameter = parameters.get(name);
    if (parameter === undefined)
      throw new GraphError({ code: 'unknown-weights', network: graph.name, parameter: name });
    checkWeight(parameter, values, graph);
  }
}
