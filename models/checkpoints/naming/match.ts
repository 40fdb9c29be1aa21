import type { Graph } from '../../graph/graph.ts';
import { fold, foldWeights, type Weights } from '../../operators/fold.ts';
import { CheckpointError } from '../checkpoint-error.ts';
import type { MisshapenWeights, MissingWeights } from '../faults/networks.ts';
import type { SomeOf } from '../faults/some-of.ts';
import type { NamedTensors } from '../formats/named-tensors.ts';
import type { Naming } from './naming.ts';
import type { TensorSource } from './tensor-source.ts';

/** Every parameter of a graph with the tensors that it is made from. Nothing has been read yet. */
export interface WeightPlan {
  readonly graph: Graph;
  readonly naming: Naming;
  /** By parameter name: of `graph`, or of `fold(graph)` where the naming is of folded weights. */
  readonly sources: ReadonlyMap<string, TensorSource>;
  readonly tensors: NamedTensors;
}

/**
 * Matches the tensors of a file to the parameters of a graph, by names and shapes alone.
 * Throws {@link CheckpointError} that names, with shapes, what is missing, what has another shape and what is left over.
 */
export function planWeights(graph: Graph, tensors: NamedTensors, naming: Naming): WeightPlan {
  const target = naming.folded ? fold(graph) : graph;
  const sourceOf = naming.sources(target, tensors);
  const sources = new Map<string, TensorSource>();
  const missing: MissingWeights[] = [];
  const misshapen: MisshapenWeights[] = [];
  const used = new Set<string>();
  for (const parameter of target.parameters) {
    const source = sourceOf(parameter);
    if (!source) {
      missing.push({ parameter: parameter.name, tensor: null, shape: parameter.shape });
      continue;
    }
    sources.set(parameter.name, source);
    for (const { name, shape } of source.needs) {
      used.add(name);
      const found = tensors.byName.get(name);
      if (!found) missing.push({ parameter: parameter.name, tensor: name, shape });
      else if (found.shape.length !== shape.length || found.shape.some((side, i) => side !== shape[i]))
        misshapen.push({ parameter: parameter.name, tensor: name, shape, found: found.shape });
    }
  }
  const surplus = tensors.tensors
    .filter(({ name }) => !used.has(name) && !naming.ignores(name, tensors))
    .map(({ name, shape }) => ({ tensor: name, shape }));
  if (missing.length + misshapen.length + surplus.length > 0) {
    throw new CheckpointError({
      code: 'weights-do-not-fit',
      network: graph.name,
      naming: naming.id,
      missing: someOf(missing),
      misshapen: someOf(misshapen),
      surplus: someOf(surplus),
    });
  }
  return { graph, naming, sources, tensors };
}

const someOf = <T>(items: readonly T[]): SomeOf<T> => ({ first: items.slice(0, 4), count: items.length });

/** Reads what was planned: weights by parameter name, batch norms as the file has them. Checksums are checked here. */
export function readWeights(plan: WeightPlan): Map<string, Float32Array> {
  const weights = new Map<string, Float32Array>();
  for (const [parameter, source] of plan.sources) {
    const values = source.needs.map(({ name }) => plan.tensors.byName.get(name)!.read());
    weights.set(parameter, source.make(values));
  }
  return weights;
}

/**
 * The weights of the inference graph, `fold(graph)`, float32 in the graph's layout and in the order of its parameters.
 * Throws {@link CheckpointError} where a tensor's bytes are missing or damaged, or where a value is not finite.
 */
export function readInferenceWeights(plan: WeightPlan): Weights {
  const read = readWeights(plan);
  const folded = plan.naming.folded ? read : foldWeights(plan.graph, read);
  const ordered = new Map<string, Float32Array>();
  for (const { name } of fold(plan.graph).parameters) {
    const values = folded.get(name)!;
    if (!values.every(Number.isFinite)) {
      throw new CheckpointError({ code: 'weights-not-finite', weights: name });
    }
    ordered.set(name, values);
  }
  return ordered;
}
