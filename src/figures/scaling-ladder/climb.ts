import { imageNetLabels } from '../../../models/checkpoints/labels.ts';
import { type LoadProgress, type NetworkSource, type Picture, sharedEngine } from '../../engine/client.ts';
import { backendTitle } from '../live/backend-title.ts';
import { largestIndices } from '../live-classifier/logic.ts';
import { type Answer, middle } from './logic.ts';

/** A network that takes longer than this, in milliseconds, is timed once. */
const patience = 700;

/**
 * Opens one network, asks it about a picture and closes it again, so that the largest does not have to share the memory with the
 * others. Rejects with a sentence. Loaded with the first climb, and the engine with it.
 */
export async function climb(
  source: NetworkSource,
  picture: Picture,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: LoadProgress | 'running') => void;
  },
): Promise<Answer> {
  const { signal, onProgress } = options;
  const net = await sharedEngine().load(source, { signal, onProgress });
  try {
    onProgress('running');
    const milliseconds: number[] = [];
    let result = await net.run(picture, { signal, outputs: ['probabilities'] });
    milliseconds.push(result.timing.runMilliseconds);
    while (milliseconds.length < 5 && (milliseconds[0] ?? 0) * milliseconds.length < patience) {
      result = await net.run(picture, { signal, outputs: ['probabilities'] });
      milliseconds.push(result.timing.runMilliseconds);
    }
    const probabilities = result.outputs.probabilities?.data ?? new Float32Array();
    return {
      top: largestIndices(probabilities, 5).map((index) => ({
        label: imageNetLabels[index]?.name ?? `class ${index}`,
        probability: probabilities[index] ?? 0,
      })),
      milliseconds: middle(milliseconds),
      backend: backendTitle(result.backend.backend),
    };
  } finally {
    void net.dispose();
  }
}
