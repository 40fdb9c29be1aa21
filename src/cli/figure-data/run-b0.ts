import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import card from '../../../models/checkpoints/efficientnet-b0/card.json' with { type: 'json' };
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { planWeights, readInferenceWeights } from '../../../models/checkpoints/naming/match.ts';
import { ownNaming } from '../../../models/checkpoints/naming/own.ts';
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { released } from '../../../models/families/efficientnet/sizes.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import { fold, type Weights } from '../../../models/operators/fold.ts';
import { centreCrop } from '../../engine/pictures/crop.ts';
import { normalize } from '../../engine/pictures/normalize.ts';
import { resize } from '../../engine/pictures/resample.ts';
import { useNodeBackend } from '../node-backend.ts';

export interface B0Run {
  /** The inference graph. */
  readonly graph: Graph;
  readonly weights: Weights;
  /** Every map of the run, by tensor id. */
  readonly maps: readonly Float32Array[];
  /** The 224×224 crop that the network saw, RGB bytes. */
  readonly crop: Uint8Array;
}

const root = new URL('../../../', import.meta.url);

/** Runs the shipped B0 on a picture of `public/pictures` on WebAssembly, and keeps every map. */
export async function runB0(picture: string): Promise<B0Run> {
  const path = new URL(`models/checkpoints/efficientnet-b0/${card.weights.file}`, root);
  const checkpoint = openCheckpoint([{ name: card.weights.file, bytes: new Uint8Array(readFileSync(path)) }]);
  const network = efficientNet(released.B0);
  const weights = readInferenceWeights(planWeights(network, checkpoint, ownNaming));
  const graph = fold(network);

  const file = new URL(`public/pictures/${picture}.jpg`, root);
  const { data, info } = await sharp(readFileSync(file))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const pixels = { width: info.width, height: info.height, channels: 3 as const, data };
  const { height, width } = card.input;
  const crop = resize(pixels, centreCrop(info.width, info.height), [height, width], 'bicubic');
  const bytes = ([a = 0, b = 0, c = 0]: readonly number[]) => [a * 255, b * 255, c * 255] as const;
  const input = normalize(crop, { mean: bytes(card.input.mean), standardDeviation: bytes(card.input.std) });

  const runtime = await useNodeBackend('wasm');
  const executor = await runtime.load(graph, weights);
  const names = graph.ops.slice(1).map(({ name }) => name);
  const { taps } = await executor.run(input, { taps: names });
  const maps = graph.ops.map(({ name }, id) => (id === 0 ? input : (taps[name]?.data ?? new Float32Array())));
  return { graph, weights, maps, crop };
}
