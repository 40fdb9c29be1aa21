import { largestIndices } from '../../../models/answers/largest.ts';
import { imageNetLabels } from '../../../models/checkpoints/labels.ts';
import { sharedEngine } from '../../engine/client/engine.ts';
import { unnamedClass } from '../../words/en/classes.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';
import type { Climb } from './ladder.svelte.ts';
import type { Answer } from './logic.ts';
import { timed } from './timed.ts';

/**
 * Asks a classifier. It is closed again afterwards, so that the largest does not have to share the memory with the others.
 * Loaded with the first climb, and the engine with it.
 */
export const climb: Climb<Answer> = async (source, picture, { signal, onProgress }) => {
  const net = await sharedEngine().load(source, { task: 'classification', signal, onProgress });
  try {
    onProgress('running');
    const { result, milliseconds } = await timed(() =>
      net.run(picture, { signal, outputs: ['probabilities'] }),
    );
    const probabilities = result.outputs.probabilities?.data ?? new Float32Array();
    return {
      weights: net.checkpoint?.id ?? '',
      top: largestIndices(probabilities, 5).map((index) => ({
        label: imageNetLabels[index]?.name ?? unnamedClass(index),
        probability: probabilities[index] ?? 0,
      })),
      milliseconds,
      runsOn: runtimeName(result.runtime),
    };
  } finally {
    void net.dispose();
  }
};
