import { type Graph, inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { fold, foldWeights, type Weights } from '../../../models/operators/fold.ts';
import type { Runtime } from '../../engine/executors/runtime.ts';
import type { Check } from './deviation.ts';
import { fusionParameter, tapName } from './map-names.ts';
import { networkOf } from './network.ts';
import { checkSampled, type SampledTap } from './sampled-tap.ts';
import { seededArray } from './seeded-values.ts';
import { type SeededOp, seededWeights } from './seeded-weights.ts';

/** A golden of the form `seeded/NAME.json`. */
export interface SeededGolden {
  readonly network: string;
  readonly input: { readonly shape: readonly [number, number, number] };
  readonly ops: readonly SeededOp[];
  /** `cell0/node3` → raw weights, one an input, of the feature network's fourth node. */
  readonly fusion_weights_raw?: Readonly<Record<string, readonly number[]>>;
  readonly taps: Readonly<Record<string, SampledTap>>;
}

/** The number that seeds the input's values. */
export const inputSeed = 0xabcd;

/** A seeded golden's network, ready to run. */
export interface SeededNetwork {
  readonly graph: Graph;
  /** Folded weights by name; the fusion weights among them are as the golden writes them. */
  readonly weights: Weights;
  readonly input: Float32Array;
}

/** The golden's network with the golden's weights and input. */
export function seededNetwork(golden: SeededGolden): SeededNetwork {
  const [height, width] = golden.input.shape;
  const graph = networkOf(golden.network, {
    size: [height, width],
    // Some goldens are of the convolutions alone.
    ...(!golden.ops.some(({ kind }) => kind === 'dense') && { classifier: false }),
  });
  const weights = seededWeights(graph, golden.ops);
  for (const [key, raw] of Object.entries(golden.fusion_weights_raw ?? {}))
    weights.set(fusionParameter(graph, key), Float32Array.from(raw));
  const input = seededArray(inputSeed, 0, sizeOf(inputShape(graph)));
  return { graph: fold(graph), weights: foldWeights(graph, weights), input };
}

/** Runs a network and holds its maps against sampled ones; `changed` weights stand in for its own. */
export async function checkTaps(
  runtime: Runtime,
  { graph, weights, input }: SeededNetwork,
  expected: Readonly<Record<string, SampledTap>>,
  changed: Weights = new Map(),
): Promise<Check[]> {
  const executor = await runtime.load(graph, weights);
  try {
    const names = new Map(Object.keys(expected).map((name) => [name, tapName(graph, name)]));
    const wanted = [...new Set(names.values())];
    const { taps } = await executor.run(input, { taps: wanted, outputs: [], weights: changed });
    return Object.entries(expected).flatMap(([name, sampled]) => {
      const tap = taps[names.get(name) ?? ''];
      if (tap === undefined) return [{ name, deviation: Number.NaN, bound: 0, measure: 'not computed' }];
      return checkSampled(name, tap, sampled);
    });
  } finally {
    executor.dispose();
  }
}

/** Runs the network that the golden names, with the golden's weights. */
export function checkSeeded(runtime: Runtime, golden: SeededGolden): Promise<Check[]> {
  return checkTaps(runtime, seededNetwork(golden), golden.taps);
}
