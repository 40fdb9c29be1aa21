import type { Graph } from '../../../models/graph/graph.ts';
import type { OpKind } from '../../../models/graph/op.ts';
import { EngineError } from '../protocol/error.ts';
import { Refused } from './driver.ts';
import { firstProof } from './proofs/first.ts';
import { type Proof, proofInput, proofWeights } from './proofs/values.ts';
import type { RunAnswer, Runtime } from './runtime.ts';

/**
 * Which proof holds each kind of operator: the first is run before anything else is, the further one before the first network that
 * has one of its kinds, so that nobody waits for shaders that no network on the page needs.
 */
export const provenBy: Readonly<Record<OpKind, 'first' | 'further'>> = {
  input: 'first',
  conv2d: 'first',
  depthwiseConv2d: 'first',
  dense: 'first',
  batchNorm: 'further',
  scaleShift: 'first',
  activation: 'first',
  add: 'first',
  multiply: 'first',
  globalAveragePool: 'first',
  maxPool: 'first',
  averagePool: 'further',
  adaptiveAveragePool: 'further',
  resizeNearest: 'first',
  resizeBilinear: 'further',
  fuse: 'first',
  concat: 'further',
  sliceChannels: 'further',
  shuffleChannels: 'further',
  flatten: 'further',
  psRoiAlign: 'further',
  softmax: 'first',
};

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

async function answer(runtime: Runtime, proof: Proof): Promise<RunAnswer> {
  const { graph, inputs } = proof;
  const executor = await runtime.load(graph, proofWeights(graph));
  try {
    return await executor.run(proofInput(proof), { inputs });
  } finally {
    executor.dispose();
  }
}

/** Runs a proof on a runtime, whatever it is; throws `Refused` where an answer is wrong or the device complains. */
export async function prove(runtime: Runtime, proof: Proof = firstProof): Promise<void> {
  const { adapter } = runtime.runsOn;
  const { outputs } = await answer(runtime, proof).catch((error: unknown) => {
    if (!(error instanceof EngineError) || error.failure.code !== 'device') throw error;
    const said = 'said' in error.failure ? error.failure.said : error.message;
    throw new Refused({ why: 'complained', adapter, said });
  });
  for (const [name, values] of Object.entries(proof.answers)) {
    const off = deviation(outputs[name]?.data ?? new Float32Array(), values);
    if (!(off <= bound)) throw new Refused({ why: 'wrongNumbers', adapter, off });
  }
}

const furtherProven = new WeakSet<Runtime>();

/** Proves what this network needs beyond the first proof, once for each runtime; throws as `prove` does. */
export async function proveFor(runtime: Runtime, graph: Graph): Promise<void> {
  if (furtherProven.has(runtime) || graph.ops.every(({ kind }) => provenBy[kind] === 'first')) return;
  const { furtherProof } = await import('./proofs/further.ts');
  await prove(runtime, furtherProof);
  furtherProven.add(runtime);
}
