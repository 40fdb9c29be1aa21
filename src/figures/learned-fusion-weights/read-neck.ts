import { type LoadProgress, sharedEngine } from '../../engine/client/engine.ts';
import { type LearnedNeck, learnedNeck } from './learned.ts';

/**
 * The fusion weights of a published detector. Its file is fetched whole, since hosts have no smaller part and its hash is of the
 * whole; but nothing is made ready to run. Rejects with a sentence.
 */
export async function readNeck(
  id: string,
  title: string,
  options: {
    readonly keep: boolean;
    readonly signal: AbortSignal;
    readonly onProgress: (progress: LoadProgress) => void;
  },
): Promise<LearnedNeck> {
  const { keep, ...rest } = options;
  const { graph, weights } = await sharedEngine().read({ published: id, keep }, '/fuse/fusion', rest);
  const neck = learnedNeck(graph, { id, title }, (name) => weights[name]);
  if (neck === null) throw new Error(`${title} adds plainly: it has no fusion weights to show.`);
  return neck;
}
