import { inputShape } from '../../models/graph/graph.ts';
import type { Runtime } from '../engine/executors/runtime.ts';
import { centreCrop } from '../engine/pictures/crop.ts';
import { normalize } from '../engine/pictures/normalize.ts';
import { type Pixels, resize } from '../engine/pictures/resample.ts';
import type { LoadedNetwork } from './loaded.ts';

export interface Guess {
  readonly index: number;
  readonly label: string;
  readonly probability: number;
}

/** The `count` most probable classes of a picture, by a classifier. */
export async function classify(
  runtime: Runtime,
  network: LoadedNetwork,
  picture: Pixels,
  count = 5,
): Promise<Guess[]> {
  const { graph, weights, normalization } = network;
  const executor = await runtime.load(graph, weights);
  try {
    const [height, width] = inputShape(graph);
    const crop = centreCrop(picture.width, picture.height, network.input.cropFraction);
    const rgb = resize(picture, crop, [height, width], network.input.interpolation);
    const { outputs } = await executor.run(normalize(rgb, normalization), { outputs: ['probabilities'] });
    const probabilities = [...(outputs.probabilities?.data ?? [])];
    return probabilities
      .map((probability, index) => ({ index, label: network.label(index), probability }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, count);
  } finally {
    executor.dispose();
  }
}
