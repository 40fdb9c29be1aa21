import type { Graph } from '../../graph/graph.ts';
import { formatShape } from '../../graph/shape.ts';
import { fold, foldWeights, type Weights } from '../../operators/fold.ts';
import { CheckpointError, shown } from '../checkpoint-error.ts';
import type { NamedTensor, NamedTensors } from '../formats/named-tensors.ts';
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

const shapeText = (shape: readonly number[]) => (shape.length === 0 ? 'a scalar' : formatShape(shape));

/**
 * Matches the tensors of a file to the parameters of a graph, by names and shapes alone.
 * Throws {@link CheckpointError} that names, with shapes, what is missing, what has another shape and what is left over.
 */
export function planWeights(graph: Graph, tensors: NamedTensors, naming: Naming): WeightPlan {
  const target = naming.folded ? fold(graph) : graph;
  const sourceOf = naming.sources(target, tensors);
  const sources = new Map<string, TensorSource>();
  const missing: string[] = [];
  const misshapen: string[] = [];
  const used = new Set<string>();
  for (const parameter of target.parameters) {
    const source = sourceOf(parameter);
    if (!source) {
      missing.push(
        `${parameter.name} (${shapeText(parameter.shape)}), which ${naming.title} has no name for`,
      );
      continue;
    }
    sources.set(parameter.name, source);
    for (const { name, shape } of source.needs) {
      used.add(name);
      const found = tensors.byName.get(name);
      if (!found) missing.push(`${parameter.name}, expected as ${shown(name)} (${shapeText(shape)})`);
      else if (found.shape.length !== shape.length || found.shape.some((side, i) => side !== shape[i]))
        misshapen.push(
          `${parameter.name} needs ${shown(name)} as ${shapeText(shape)}, but it is ${shapeText(found.shape)}`,
        );
    }
  }
  const surplus = tensors.tensors
    .filter(({ name }) => !used.has(name) && !naming.ignores(name, tensors))
    .map((tensor: NamedTensor) => `${shown(tensor.name)} (${shapeText(tensor.shape)})`);
  const faults = [
    listed('The file lacks', missing),
    listed('Shapes differ:', misshapen),
    listed('The file holds what the network has no place for:', surplus),
  ].filter((fault) => fault !== '');
  if (faults.length > 0) {
    throw new CheckpointError(
      `The weights do not fit ${graph.name}. ${faults.join(' ')}`,
      'They belong to another network or to another variant of it.',
      'Open a checkpoint of this very network, or choose the network that the checkpoint was made for.',
    );
  }
  return { graph, naming, sources, tensors };
}

function listed(opening: string, items: readonly string[]): string {
  if (items.length === 0) return '';
  const rest = items.length > 4 ? `; and ${items.length - 4} more` : '';
  return `${opening} ${items.slice(0, 4).join('; ')}${rest}.`;
}

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
      throw new CheckpointError(
        `The weights ${name} hold a value that is not a finite number.`,
        'The network would answer nothing but “not a number”.',
        'Download the checkpoint again, or choose another.',
      );
    }
    ordered.set(name, values);
  }
  return ordered;
}
