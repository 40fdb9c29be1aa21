import { answerOf } from '../../../models/graph/answers.ts';
import { type Graph, inputShape } from '../../../models/graph/graph.ts';
import { sizeOf } from '../../../models/graph/shape.ts';
import { fold, foldWeights, type Weights } from '../../../models/operators/fold.ts';
import type { Executor, Runtime } from '../../engine/executors/runtime.ts';
import type { Tap } from '../../engine/protocol/maps.ts';
import type { Check } from './deviation.ts';
import { fusionParameter, tapName, tapNamed } from './map-names.ts';
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
  /** Of a two-stage detector: x1, y1, x2, y2 in pixels. */
  readonly rois?: readonly (readonly number[])[];
  readonly head_hidden_layers?: number;
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
  /** What is computed for each region, and the regions. */
  readonly regions?: {
    readonly graph: Graph;
    readonly weights: Weights;
    readonly boxes: Float32Array;
  };
}

/** The golden's network with the golden's weights and input. */
export function seededNetwork(golden: SeededGolden): SeededNetwork {
  const [height, width, channels] = golden.input.shape;
  const layers = golden.head_hidden_layers;
  const { graph, regions } = networkOf(golden.network, {
    size: [height, width],
    ...(channels !== 3 && { channels }),
    ...(layers !== undefined && { hiddenLayers: layers }),
    // Some goldens are of the convolutions alone.
    ...(!golden.ops.some(({ kind }) => kind === 'dense') && { classifier: false }),
  });
  const graphs = golden.rois === undefined || regions === undefined ? [graph] : [graph, regions];
  const weights = seededWeights(graphs, golden.ops);
  for (const [key, raw] of Object.entries(golden.fusion_weights_raw ?? {}))
    weights.set(fusionParameter(graph, key), Float32Array.from(raw));
  const input = seededArray(inputSeed, 0, sizeOf(inputShape(graph)));
  const network = { graph: fold(graph), weights: foldWeights(graph, weights), input };
  if (golden.rois === undefined || regions === undefined) return network;
  const boxes = Float32Array.from(golden.rois.flat());
  return {
    ...network,
    regions: { graph: fold(regions), weights: foldWeights(regions, weights), boxes },
  };
}

/** A network's maps by the golden's names, of those that it has. */
async function mapsOf(
  graph: Graph,
  names: readonly string[],
  run: (taps: readonly string[]) => ReturnType<Executor['run']>,
): Promise<Map<string, Tap>> {
  const own = new Map(
    names.flatMap((name) => {
      const tap = tapNamed(graph, name);
      return tap === undefined ? [] : [[name, tap] as const];
    }),
  );
  const { taps } = await run([...new Set(own.values())]);
  return new Map(
    [...own].flatMap(([name, tap]) => {
      const map = taps[tap];
      return map === undefined ? [] : [[name, map] as const];
    }),
  );
}

/** Runs a network, which may be `loaded` already, and holds its maps against sampled ones; `changed` weights stand in for its own. */
export async function checkTaps(
  runtime: Runtime,
  { graph, weights, input, regions }: SeededNetwork,
  expected: Readonly<Record<string, SampledTap>>,
  changed: Weights = new Map(),
  loaded?: Executor,
): Promise<Check[]> {
  const names = Object.keys(expected);
  // A map that neither graph has is a mistake, which is told before anything runs.
  for (const name of names) if (!regions || tapNamed(regions.graph, name) === undefined) tapName(graph, name);
  const map = answerOf(graph, 'regions')?.map ?? answerOf(graph, 'features')?.entering[0]?.tap ?? '';
  const executor = loaded ?? (await runtime.load(graph, weights));
  const found = new Map<string, Tap>();
  try {
    const maps = await mapsOf(graph, regions ? [...names, map] : names, (taps) =>
      executor.run(input, { taps, outputs: [], weights: changed }),
    );
    for (const [name, tap] of maps) found.set(name, tap);
  } finally {
    if (loaded === undefined) executor.dispose();
  }
  const read = found.get(map);
  if (regions !== undefined && read !== undefined) {
    const second = await runtime.load(regions.graph, regions.weights);
    try {
      const inputs = { box: regions.boxes };
      const maps = await mapsOf(regions.graph, names, (taps) =>
        second.run(Float32Array.from(read.data), { inputs, taps, outputs: [] }),
      );
      for (const [name, tap] of maps) found.set(name, tap);
    } finally {
      second.dispose();
    }
  }
  return Object.entries(expected).flatMap(([name, sampled]) => {
    const tap = found.get(name);
    if (tap === undefined) return [{ name, deviation: Number.NaN, bound: 0, measure: 'not computed' }];
    return checkSampled(name, tap, sampled);
  });
}

/** Runs the network that the golden names, with the golden's weights. */
export function checkSeeded(runtime: Runtime, golden: SeededGolden): Promise<Check[]> {
  return checkTaps(runtime, seededNetwork(golden), golden.taps);
}
