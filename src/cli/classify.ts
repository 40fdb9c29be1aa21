import type { Card } from '../../models/checkpoints/card.ts';
import { labelLists } from '../../models/checkpoints/labels.ts';
import { inputShape } from '../../models/graph/graph.ts';
import { normalizationOfCard, openCheckpoint } from '../engine/checkpoint/open.ts';
import { DeviceWeights } from '../engine/device-weights.ts';
import { Executor } from '../engine/executor.ts';
import { centreCrop } from '../engine/pictures/crop.ts';
import { normalize } from '../engine/pictures/normalize.ts';
import { type Pixels, resizeBicubic } from '../engine/pictures/resample.ts';
import { readShipped } from './shipped.ts';

export interface Guess {
  readonly index: number;
  readonly label: string;
  readonly probability: number;
}

function labelOf({ labels }: Card, index: number): string {
  if (labels === null) return `class ${index}`;
  if (typeof labels !== 'string') return labels[index] ?? `class ${index}`;
  return labelLists[labels][index]?.name ?? `class ${index}`;
}

/** The `count` most probable classes of a picture, by a shipped classifier on TF.js' current backend. */
export async function classify(id: string, picture: Pixels, count = 5): Promise<Guess[]> {
  const { card, bytes } = readShipped(id);
  const { graph, weights } = openCheckpoint(card, bytes);
  const executor = new Executor(graph, weights, new DeviceWeights());
  try {
    const [height, width] = inputShape(graph);
    const rgb = resizeBicubic(picture, centreCrop(picture.width, picture.height), width, height);
    const { outputs } = await executor.run(normalize(rgb, normalizationOfCard(card)), {
      outputs: ['probabilities'],
    });
    const probabilities = [...(outputs.probabilities?.data ?? [])];
    return probabilities
      .map((probability, index) => ({ index, label: labelOf(card, index), probability }))
      .sort((a, b) => b.probability - a.probability)
      .slice(0, count);
  } finally {
    executor.dispose();
  }
}
