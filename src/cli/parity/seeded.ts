import { fold, foldWeights } from '../../../models/graph/fold.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { DeviceWeights } from '../../engine/device-weights.ts';
import { Executor } from '../../engine/executor.ts';
import type { Check } from './deviation.ts';
import { networkNamed } from './network.ts';
import { checkSampled, type SampledTap } from './sampled-tap.ts';
import { seededArray } from './seeded-values.ts';
import { type SeededOp, seededWeights } from './seeded-weights.ts';
import { tapName } from './tap-name.ts';

/** A golden of the form `seeded/NAME.json`. */
export interface SeededGolden {
  readonly network: string;
  readonly input: { readonly shape: readonly [number, number, number] };
  readonly ops: readonly SeededOp[];
  readonly taps: Readonly<Record<string, SampledTap>>;
}

/** The number that seeds the input's values. */
export const inputSeed = 0xabcd;

/** Runs the network that the golden names, with the golden's weights, on TF.js' current backend. */
export async function checkSeeded(golden: SeededGolden): Promise<Check[]> {
  const [height, width] = golden.input.shape;
  const graph = networkNamed(golden.network, [height, width]);
  const folded = fold(graph);
  const device = new DeviceWeights();
  const executor = new Executor(folded, foldWeights(graph, seededWeights(graph, golden.ops)), device);
  try {
    const input = seededArray(inputSeed, 0, sizeOf(inputShape(graph)));
    const names = new Map(Object.keys(golden.taps).map((name) => [name, tapName(folded, name)]));
    const { taps } = await executor.run(input, { taps: [...names.values()], outputs: [] });
    return Object.entries(golden.taps).flatMap(([name, expected]) => {
      const tap = taps[names.get(name) ?? ''];
      if (tap === undefined) return [{ name, deviation: Number.NaN, bound: 0, measure: 'not computed' }];
      return checkSampled(name, tap, expected);
    });
  } finally {
    executor.dispose();
  }
}
