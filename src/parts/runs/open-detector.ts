import {
  type CheckpointDescription,
  type DetectorNet,
  type NetworkSource,
  sharedEngine,
} from '../../engine/client/engine.ts';
import type { OpenOptions } from './opener.svelte.ts';

/** A detector that is ready. */
export interface OpenDetector {
  readonly net: DetectorNet;
  readonly checkpoint: CheckpointDescription;
  /** Stops hearing the engine's notices. */
  readonly deafen: () => void;
}

/** Fetches or reads a detector, checks and compiles it. Rejects with a sentence for the reader; a classifier is refused with one, too. */
export async function openDetector(
  source: NetworkSource,
  { onNotice, ...options }: OpenOptions,
): Promise<OpenDetector> {
  const engine = sharedEngine();
  const deafen = engine.onNotice((message) => onNotice(message));
  try {
    const net = await engine.loadDetector(source, options);
    const { checkpoint } = net;
    if (checkpoint === undefined) throw new Error('The network came without its checkpoint.');
    return { net, checkpoint, deafen };
  } catch (error) {
    deafen();
    throw error;
  }
}
