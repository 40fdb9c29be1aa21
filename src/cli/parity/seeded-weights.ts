import type { Graph } from '../../../models/graph/graph.ts';
import { parameterMap } from '../../../models/graph/graph.ts';
import type { Op, OpOf } from '../../../models/graph/op.ts';
import { formatShape } from '../../../models/graph/shape.ts';
import { Complaint } from '../complaint.ts';
import { seededArray, seededKernel } from './seeded-values.ts';

/** A convolution or dense layer as a seeded golden lists it, in order of first execution. */
export interface SeededOp {
  readonly op: number;
  readonly name: string;
  readonly kind: string;
  readonly kernel: readonly number[];
  readonly bias: 'own' | 'batch norm' | 'none';
  readonly batch_norms?: readonly string[];
  readonly gain: number;
}

type Kernelled = OpOf<'conv2d'> | OpOf<'depthwiseConv2d'> | OpOf<'dense'>;

/** A layer of the graph with every batch norm behind it: several where levels share the kernel but not the norms. */
export interface Layer {
  readonly op: Kernelled;
  readonly norms: readonly OpOf<'batchNorm'>[];
}

function isKernelled(op: Op): op is Kernelled {
  return op.kind === 'conv2d' || op.kind === 'depthwiseConv2d' || op.kind === 'dense';
}

/** The layers of an unfolded graph in order of first execution; one that runs on several levels stands once. */
function layers(graph: Graph): Layer[] {
  const byKernel = new Map<string, { op: Kernelled; norms: OpOf<'batchNorm'>[] }>();
  for (const op of graph.ops) {
    if (isKernelled(op)) {
      if (!byKernel.has(op.kernel)) byKernel.set(op.kernel, { op, norms: [] });
    } else if (op.kind === 'batchNorm') {
      const before = graph.ops[op.inputs[0] ?? 0];
      if (before !== undefined && isKernelled(before)) byKernel.get(before.kernel)?.norms.push(op);
    }
  }
  return [...byKernel.values()];
}

/** Refuses a layer that is not what the golden lists at its place. */
function checkLayer({ op, norms }: Layer, shape: readonly number[], seeded: SeededOp): void {
  const norm = seeded.bias === 'batch norm' ? 1 : 0;
  const wanted = { bias: seeded.bias === 'own', norms: seeded.batch_norms?.length ?? norm };
  const same = formatShape(shape) === formatShape(seeded.kernel);
  if (same && (op.bias !== undefined) === wanted.bias && norms.length === wanted.norms) return;
  throw new Complaint(
    `Layer ${seeded.op} is ${seeded.name} in the golden (kernel ${formatShape(seeded.kernel)}, ` +
      `${wanted.bias ? 'with' : 'without'} bias, ${wanted.norms} batch norms), but ${op.name} here ` +
      `(kernel ${formatShape(shape)}, ${op.bias ? 'with' : 'without'} bias, ${norms.length} batch norms).`,
  );
}

/**
 * Weights for unfolded graphs that run one after the other, by the rule of the seeded goldens. Their layers and the golden's are matched
 * in order of first execution; each pair must agree in kernel shape, bias and number of batch norms.
 */
export function seededWeights(graphs: readonly Graph[], ops: readonly SeededOp[]): Map<string, Float32Array> {
  const found = graphs.flatMap(layers);
  if (found.length !== ops.length)
    throw new Complaint(
      `${graphs[0]?.name} has ${found.length} layers with weights, the golden lists ${ops.length}.`,
    );
  const shapes = new Map(graphs.flatMap((graph) => [...parameterMap(graph)]));
  const weights = new Map<string, Float32Array>();
  ops.forEach((seeded, i) => {
    const layer = found[i];
    if (layer === undefined) return;
    const { op, norms } = layer;
    const shape = shapes.get(op.kernel)?.shape ?? [];
    checkLayer(layer, shape, seeded);
    const count = shape.reduce((product, side) => product * side, 1);
    const channels = op.shape[2];
    const fanIn = op.kind === 'depthwiseConv2d' ? count / channels : count / (shape.at(-1) ?? 1);
    weights.set(op.kernel, seededKernel(seeded.op, count, fanIn, seeded.gain));
    if (op.bias !== undefined) weights.set(op.bias, seededArray(seeded.op, 1, channels, 0.1));
    norms.forEach((norm, j) => {
      const which = op.bias === undefined ? 1 + j : 2 + j;
      weights.set(norm.gamma, new Float32Array(channels).fill(1));
      weights.set(norm.beta, seededArray(seeded.op, which, channels, 0.1));
      weights.set(norm.mean, new Float32Array(channels));
      // The norms of the goldens scale by exactly 1, whatever ε is.
      weights.set(norm.variance, new Float32Array(channels).fill(1 - norm.epsilon));
    });
  });
  return weights;
}
