import type { Runtime } from '../../engine/executors/runtime.ts';
import type { Check } from './deviation.ts';
import { fusionParameter } from './map-names.ts';
import type { SampledTap } from './sampled-tap.ts';
import { checkTaps, type SeededGolden, seededNetwork } from './seeded.ts';

/** A golden of the form `NAME.fusion.json`: another golden's network with one raw fusion weight changed. */
export interface FusionGolden {
  /** File name of the golden whose weights and input hold here too; it lies beside this one. */
  readonly base: string;
  readonly variants: readonly {
    readonly name: string;
    readonly change: { readonly key: string };
    readonly raw_after: readonly number[];
    readonly taps: Readonly<Record<string, SampledTap>>;
  }[];
}

/** Loads the base network and runs it once for each variant, the changed weights given to the run alone. */
export async function checkFusion(
  runtime: Runtime,
  golden: FusionGolden,
  base: SeededGolden,
): Promise<Check[]> {
  const network = seededNetwork(base);
  const executor = await runtime.load(network.graph, network.weights);
  const checks: Check[] = [];
  try {
    for (const { name, change, raw_after, taps } of golden.variants) {
      const changed = new Map([[fusionParameter(network.graph, change.key), Float32Array.from(raw_after)]]);
      const found = await checkTaps(runtime, network, taps, changed, executor);
      checks.push(...found.map((check) => ({ ...check, name: `${name}: ${check.name}` })));
    }
  } finally {
    executor.dispose();
  }
  return checks;
}
