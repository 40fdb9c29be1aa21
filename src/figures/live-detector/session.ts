import type { AnchorLevel } from '../../../models/families/anchors.ts';
import {
  type BackendReport,
  type CheckpointDescription,
  type Detected,
  type DetectorNet,
  type DetectResult,
  type NetworkSource,
  type Picture,
  type Suppressing,
  sharedEngine,
} from '../../engine/client.ts';
import type { OpenOptions } from '../live/opener.svelte.ts';
import type { LookOptions } from '../live/runner.svelte.ts';

/** A loaded detector and all that the figure asks of it. Imported when a reader first runs one, and not before. */
export class Session {
  readonly checkpoint: CheckpointDescription;
  /** What its classes are called; those that its data never had are left out. */
  readonly labels: readonly string[];
  readonly anchorScale: number;
  readonly input: readonly [height: number, width: number];
  readonly levels: readonly AnchorLevel[];
  readonly #net: DetectorNet;
  readonly #deafen: () => void;

  constructor(net: DetectorNet, checkpoint: CheckpointDescription, deafen: () => void) {
    this.checkpoint = checkpoint;
    const names = net.classNames;
    this.labels = checkpoint.labels === null ? names : names.filter((name) => !/^class \d+$/.test(name));
    this.anchorScale = net.anchorScale;
    this.input = net.outputs.input;
    this.levels = net.outputs.levels;
    this.#net = net;
    this.#deafen = deafen;
  }

  /** Fetches or reads, checks and compiles. Rejects with a sentence for the reader; a classifier is refused with one, too. */
  static async open(source: NetworkSource, { onNotice, ...options }: OpenOptions): Promise<Session> {
    const engine = sharedEngine();
    const deafen = engine.onNotice((message) => onNotice(message));
    try {
      const net = await engine.loadDetector(source, options);
      const { checkpoint } = net;
      if (checkpoint !== undefined && checkpoint.task === 'detection')
        return new Session(net, checkpoint, deafen);
      await net.dispose();
      throw new Error(
        `${checkpoint?.title ?? 'The file'} holds a classifier, which names pictures as a whole. This figure asks for boxes: open a checkpoint of an EfficientDet here.`,
      );
    } catch (error) {
      deafen();
      throw error;
    }
  }

  get backend(): BackendReport {
    return this.#net.backend;
  }

  detect(picture: Picture, suppressing: Suppressing, options: LookOptions = {}): Promise<DetectResult> {
    return this.#net.detect(picture, { ...suppressing, ...options, heatMaps: true });
  }

  suppress(suppressing: Suppressing): Promise<Detected> {
    return this.#net.suppress(suppressing);
  }

  /** Frees the detector's own weights; a backbone that another one stands on stays. */
  async dispose(): Promise<void> {
    this.#deafen();
    await this.#net.dispose();
  }
}
