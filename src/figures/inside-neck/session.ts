import type { FusionNode } from '../../../models/blocks/fusion-nodes.ts';
import type {
  CheckpointDescription,
  DetectOptions,
  DetectorNet,
  DetectResult,
  NetworkSource,
  Picture,
} from '../../engine/client/engine.ts';
import { type OpenDetector, openDetector } from '../../parts/runs/open-detector.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';

/** A loaded detector with its neck laid open. Imported when a reader first runs one, and not before. */
export class NeckSession {
  readonly checkpoint: CheckpointDescription;
  readonly input: readonly [height: number, width: number];
  readonly nodes: readonly FusionNode[];
  /** Learned raw weights by node; ones for a plain sum. */
  readonly learned: Readonly<Record<string, readonly number[]>>;
  readonly #net: DetectorNet;
  readonly #deafen: () => void;

  constructor(
    { net, checkpoint, deafen }: OpenDetector,
    learned: Readonly<Record<string, readonly number[]>>,
  ) {
    this.checkpoint = checkpoint;
    this.input = net.outputs.input;
    this.nodes = net.fusionNodes;
    this.learned = learned;
    this.#net = net;
    this.#deafen = deafen;
  }

  static async open(source: NetworkSource, options: OpenOptions): Promise<NeckSession> {
    const opened = await openDetector(source, options);
    return new NeckSession(opened, Object.fromEntries(await opened.net.fusionWeights()));
  }

  get notice(): string | null {
    return this.#net.notice;
  }

  detect(picture: Picture, options: DetectOptions): Promise<DetectResult> {
    return this.#net.detect(picture, options);
  }

  async dispose(): Promise<void> {
    this.#deafen();
    await this.#net.dispose();
  }
}
