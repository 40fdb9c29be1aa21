import { consumers, type Graph, GraphError, parameterMap } from '../graph/graph.ts';
import type { Op, OpOf, Parameter, TensorId } from '../graph/op.ts';
import { isLayer, type LayerOp, parametersOf } from './index.ts';

/** One batch norm and where it went: into the layer before it, or into a scale and a shift of its own. */
interface Folding {
  readonly norm: OpOf<'batchNorm'>;
  readonly into: LayerOp | null;
}

function foldings(graph: Graph): ReadonlyMap<TensorId, Folding> {
  const readers = consumers(graph);
  const uses = new Map<string, number>();
  for (const op of graph.ops) if (isLayer(op)) uses.set(op.kernel, (uses.get(op.kernel) ?? 0) + 1);
  const pinned = new Set(Object.values(graph.outputs));
  const result = new Map<TensorId, Folding>();
  graph.ops.forEach((op, id) => {
    if (op.kind !== 'batchNorm') return;
    const source = op.inputs[0] ?? 0;
    const before = graph.ops[source];
    // A kernel that several levels share, or a map that somebody else reads, must stay as it is.
    const free = isLayer(before) && readers[source]?.length === 1 && uses.get(before.kernel) === 1;
    result.set(id, { norm: op, into: free && !pinned.has(source) ? before : null });
  });
  return result;
}

const folder = (name: string) => name.slice(0, name.lastIndexOf('/'));

/** Name of the bias that a layer without one gets when a batch norm is folded into it. */
const biasName = (op: LayerOp) => op.bias ?? `${folder(op.kernel)}/bias`;

/**
 * The inference graph: every batch norm becomes part of the layer before it (a kernel and a bias), or, behind a layer
 * whose kernel is shared, a `scaleShift`. Taps and outputs keep their names; a graph without batch norms is returned as it is.
 */
export function fold(graph: Graph): Graph {
  const plan = foldings(graph);
  if (plan.size === 0) return graph;
  const intoLayer = new Map<Op, OpOf<'batchNorm'>>();
  for (const { norm, into } of plan.values()) if (into !== null) intoLayer.set(into, norm);

  const moved: TensorId[] = [];
  const ops: Op[] = [];
  const parameters = new Map<string, Parameter>();
  const known = parameterMap(graph);
  const keep = (name: string) => {
    const parameter = known.get(name);
    if (parameter !== undefined) parameters.set(name, parameter);
  };
  const declare = (parameter: Parameter) => parameters.set(parameter.name, parameter);

  graph.ops.forEach((op, id) => {
    const folding = plan.get(id);
    if (folding?.into) {
      moved[id] = moved[op.inputs[0] ?? 0] ?? 0;
      return;
    }
    const inputs = op.inputs.map((input) => moved[input] ?? 0);
    const channels = op.shape[2];
    if (op.kind === 'batchNorm') {
      const scale = `${folder(op.gamma)}/scale`;
      const shift = `${folder(op.gamma)}/shift`;
      declare({ name: scale, shape: [channels], role: 'scale' });
      declare({ name: shift, shape: [channels], role: 'shift' });
      const { name, shape } = op;
      moved[id] = ops.push({ kind: 'scaleShift', name, inputs, shape, scale, shift }) - 1;
      return;
    }
    if (isLayer(op) && intoLayer.has(op)) {
      const bias = biasName(op);
      keep(op.kernel);
      declare({ name: bias, shape: [channels], role: 'bias' });
      moved[id] = ops.push({ ...op, inputs, bias }) - 1;
      return;
    }
    for (const name of parametersOf(op)) keep(name);
    moved[id] = ops.push({ ...op, inputs } as Op) - 1;
  });

  const rename = (names: Readonly<Record<string, TensorId>>) =>
    Object.fromEntries(Object.entries(names).map(([name, id]) => [name, moved[id] ?? 0]));
  // A folded batch norm stays findable under its own name: its map is now the layer's.
  const folded = [...plan].filter(([, { into }]) => into !== null);
  const aliases = Object.fromEntries(folded.map(([id, { norm }]) => [norm.name, moved[id] ?? 0]));
  return {
    name: graph.name,
    ...(graph.family !== undefined && { family: graph.family }),
    ops,
    parameters: [...parameters.values()],
    outputs: rename(graph.outputs),
    taps: { ...aliases, ...rename(graph.taps) },
    answers: graph.answers,
    ...(graph.scopes && { scopes: graph.scopes }),
  };
}

/** Weights by parameter name, float32 in the layout of `Parameter`. */
export type Weights = ReadonlyMap<string, Float32Array>;

/**
 * Folds the weights of `graph` as `fold` folds the graph: W′ = W·γ/√(σ² + ε), b′ = β + (b − μ)·γ/√(σ² + ε), in float64.
 * Throws `GraphError` naming the parameter that is missing or of the wrong size.
 */
export function foldWeights(graph: Graph, weights: Weights): Map<string, Float32Array> {
  const known = parameterMap(graph);
  const read = (name: string): Float32Array => {
    const values = weights.get(name);
    const size = known.get(name)?.shape.reduce((product, each) => product * each, 1) ?? 0;
    if (values === undefined)
      throw new GraphError({ code: 'no-weights', network: graph.name, parameter: name });
    if (values.length !== size)
      throw new GraphError({
        code: 'weights-size',
        network: graph.name,
        parameter: name,
        needed: size,
        given: values.length,
      });
    return values;
  };
  const result = new Map<string, Float32Array>();
  const done = new Set<string>();
  for (const { norm, into } of foldings(graph).values()) {
    const [gamma, beta, mean, variance] = [
      read(norm.gamma),
      read(norm.beta),
      read(norm.mean),
      read(norm.variance),
    ];
    for (const name of [norm.gamma, norm.beta, norm.mean, norm.variance]) done.add(name);
    const channels = gamma.length;
    const at = (values: Float32Array, i: number) => values[i] ?? 0;
    const factor = Array.from(gamma, (g, c) => g / Math.sqrt(at(variance, c) + norm.epsilon));
    if (into === null) {
      result.set(`${folder(norm.gamma)}/scale`, Float32Array.from(factor));
      const shift = factor.map((f, c) => at(beta, c) - at(mean, c) * f);
      result.set(`${folder(norm.gamma)}/shift`, Float32Array.from(shift));
      continue;
    }
    const own = into.bias === undefined ? null : read(into.bias);
    const bias = factor.map((f, c) => at(beta, c) + ((own === null ? 0 : at(own, c)) - at(mean, c)) * f);
    // Output channels stand last in every layout; a depthwise kernel's last axis is 1, so its channels do too.
    const kernel = read(into.kernel).map((value, i) => value * (factor[i % channels] ?? 0));
    done.add(into.kernel);
    if (into.bias !== undefined) done.add(into.bias);
    result.set(into.kernel, kernel);
    result.set(biasName(into), Float32Array.from(bias));
  }
  for (const { name } of graph.parameters) if (!done.has(name)) result.set(name, read(name));
  return result;
}
