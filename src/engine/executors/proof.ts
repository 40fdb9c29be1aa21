import type { Graph } from '../../../models/graph/graph.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { GraphBuilder } from '../../../models/operators/builder.ts';
import { fold } from '../../../models/operators/fold.ts';
import { EngineError } from '../protocol/error.ts';
import { Refused } from './driver.ts';
import type { RunAnswer, Runtime } from './runtime.ts';

/** A network of a few layers that holds every kind of operator our families use, with odd sizes and uneven padding. */
export function proofGraph(): Graph {
  const builder = new GraphBuilder('proof');
  const x = builder.input([9, 10, 3]);
  const stem = builder.activation(
    builder.conv2d(x, { name: 'stem', filters: 8, kernelSize: 3, stride: 2, bias: true }),
    'swish',
    {
      name: 'stem/swish',
    },
  );
  const depthwise = builder.depthwiseConv2d(stem, {
    name: 'depthwise',
    kernelSize: 5,
    stride: 1,
    bias: true,
  });
  const active = builder.activation(depthwise, 'relu6', { name: 'depthwise/relu6' });
  const pooled = builder.globalAveragePool(active, { name: 'pool' });
  const gate = builder.activation(
    builder.conv2d(pooled, { name: 'gate', filters: 8, kernelSize: 1, bias: true }),
    'sigmoid',
    {
      name: 'gate/sigmoid',
    },
  );
  const gated = builder.multiply(active, gate, { name: 'apply' });
  const small = builder.maxPool(gated, { name: 'shrink', kernelSize: 3, stride: 2 });
  const back = builder.resizeNearest(small, { name: 'grow', size: [5, 5] });
  const double = builder.resizeNearest(back, { name: 'double', size: [10, 10] });
  const half = builder.maxPool(double, { name: 'half', kernelSize: 3, stride: 2 });
  const fused = builder.fuse([gated, half], { name: 'fuse', method: 'fastNormalized' });
  const sum = builder.add([fused, stem], { name: 'add' });
  builder.output('map', sum);
  const head = builder.globalAveragePool(sum, { name: 'head' });
  const logits = builder.dense(head, { name: 'dense', units: 5 });
  builder.output('probabilities', builder.softmax(logits, { name: 'softmax' }));
  return builder.build();
}

/** Numbers between −1 and 1 without a generator: the fractional parts of multiples of the golden ratio. */
export function proofValues(count: number, start: number): Float32Array {
  const ratio = (Math.sqrt(5) - 1) / 2;
  return Float32Array.from({ length: count }, (_, i) => 2 * (((start + i) * ratio) % 1) - 1);
}

/** The proof's weights: one stretch of the sequence for each parameter, in order. */
export function proofWeights(graph: Graph): Map<string, Float32Array> {
  let start = 1;
  return new Map(
    graph.parameters.map(({ name, shape, role }) => {
      const count = shape.reduce((product, side) => product * side, 1);
      const values = proofValues(count, start);
      start += count;
      // Fusion weights below zero would switch an input off.
      return [name, role === 'fusion' ? values.map((value) => 1 + value / 2) : values];
    }),
  );
}

/** What the proof must give; computed in float64 by plain loops that share no code with the engine (test/parity). */
export const proofAnswers = {
  map: [
    0.4292643, 1.316527, 1.333329, 0.1429876, 0.01080257, -0.04634348, 0.8965998, 2.320323, -0.1750736,
    1.525517, 0.7660236, 1.266506, 0.7491872, -0.003114718, 2.277554, 2.447675, -0.02236152, 0.532671,
    1.540835, 0.07264133, 0.4527287, 0.7851636, 1.272346, 1.783138, -0.02404072, 2.162052, 0.6285875,
    0.07126058, 2.282204, 0.06095242, 1.481371, 1.359191, 0.2041228, -0.1733036, 0.8054922, 0.6964772,
    0.8952323, 0.3735156, 0.8157589, 1.588121, -0.03703297, 3.53744, 1.069017, 0.1655238, 1.706291, 0.1701048,
    2.856508, 1.82765, 0.4889312, 0.7861406, 0.9415511, 1.282448, 0.4525399, 0.4231903, 1.216692, 2.679585,
    -0.1502953, 0.803894, 0.7331544, 0.05452073, 0.8313111, 0.5589035, 4.019716, 1.163595, -0.1728021,
    2.151411, 0.8917336, -0.1197844, 2.958632, 0.8023701, 0.9087439, 1.610604, -0.1652068, 0.6738553, 1.08393,
    0.3721565, 3.157616, 0.2426384, 1.015949, 2.279487, -0.1795098, 1.303466, 0.6937841, 0.02392325, 1.723984,
    0.7577371, 0.9769063, 1.322568, 0.6358417, 0.751587, 0.6765625, 2.394366, 0.7044791, 0.504227, 0.8363339,
    1.721197, -0.1189927, 1.269315, 1.36434, 0.2038272, 1.607641, 0.1998013, 3.130876, 0.6419309, -0.1425884,
    2.431569, 0.5304918, 0.7620668, 0.9942716, 1.306846, 1.128656, 0.9734309, -0.1898831, 2.847223, 0.5446999,
    1.62833, 3.460874, 0.440133, 2.724639, 1.210433, -0.158421, 1.204771, 0.8493787, 1.145454, -0.07642004,
    1.197359, 1.268734, 1.197, -0.1560971, 1.020872, 0.8417345, 1.094352, 3.609865, 0.3318106, 1.53003,
    1.821733, -0.165732, 1.273239, 1.370004, 2.004314, 0.5070319, 0.2599859, 2.613335, 0.7994126, -0.1556957,
    1.958228, 1.241972, 1.245522, 0.8234965, 0.1982076, 2.585063, 1.066819, 0.3644375, 3.131997, 0.6832948,
    0.7254702, 1.901848, 0.1321107, 1.903647, 1.031229, -0.1443156, 1.879774, 0.7769859, 0.9397488,
    -0.1183026, 0.1062606, 1.667043, 1.258428, 0.3883652, 0.7266343, 1.160782, -0.01849167, 0.7980234,
    0.1430658, 0.8604577, 2.307382, -0.1795294, 1.915007, 0.9894028, 2.042409, -0.1535259, 0.1734212,
    3.140806, 1.504967, 0.1163997, 0.7333183, 1.667718, 0.5860225, -0.2685823, 1.004633, 2.284049, 1.376223,
    -0.2129552, 0.923468, 1.428499, 0.05737895, 0.693036, 0.2043998, 0.5090709, 1.721708,
  ],
  probabilities: [0.6133518, 0.004273553, 0.02624038, 0.3159637, 0.04017048],
} as const;

const bound = 1e-3;

function deviation(a: Float32Array, b: readonly number[]): number {
  let difference = 0;
  let norm = 0;
  for (let i = 0; i < b.length; i++) {
    difference += ((a[i] ?? Number.NaN) - (b[i] ?? 0)) ** 2;
    norm += (b[i] ?? 0) ** 2;
  }
  return a.length === b.length ? Math.sqrt(difference / norm) : Number.NaN;
}

/** Runs the proof on a runtime, whatever it is; throws `Refused` where an answer is wrong or the device complains. */
export async function prove(runtime: Runtime): Promise<void> {
  const { adapter } = runtime.runsOn;
  const { outputs } = await answer(runtime).catch((error: unknown) => {
    if (!(error instanceof EngineError) || error.failure.code !== 'device') throw error;
    const said = 'said' in error.failure ? error.failure.said : error.message;
    throw new Refused({ why: 'complained', adapter, said });
  });
  for (const name of ['map', 'probabilities'] as const) {
    const off = deviation(outputs[name]?.data ?? new Float32Array(), proofAnswers[name]);
    if (!(off <= bound)) throw new Refused({ why: 'wrongNumbers', adapter, off });
  }
}

async function answer(runtime: Runtime): Promise<RunAnswer> {
  const graph = fold(proofGraph());
  const executor = await runtime.load(graph, proofWeights(graph));
  try {
    return await executor.run(proofValues(sizeOf(inputShape(graph)), 0));
  } finally {
    executor.dispose();
  }
}
