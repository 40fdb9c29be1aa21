import { sharedEngine } from '../../engine/client/engine.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';
import { type DetectorAnswer, leastScore } from './detectors.ts';
import type { Climb } from './ladder.svelte.ts';
import { timed } from './timed.ts';

/** Asks a detector, and closes it again. Loaded with the first climb, and the engine with it. */
export const climbDetector: Climb<DetectorAnswer> = async (source, picture, { signal, onProgress }) => {
  const net = await sharedEngine().loadDetector(source, { signal, onProgress });
  try {
    onProgress('running');
    const { result, milliseconds } = await timed(() =>
      net.detect(picture, { signal, scoreThreshold: leastScore }),
    );
    const { boxes, fitted, runtime } = result;
    return {
      weights: net.checkpoint?.id ?? '',
      boxes: boxes.map(({ name, score, box, level, anchor }) => ({ name, score, box, level, anchor })),
      picture: fitted.picture,
      milliseconds,
      runsOn: runtimeName(runtime),
    };
  } finally {
    void net.dispose();
  }
};
