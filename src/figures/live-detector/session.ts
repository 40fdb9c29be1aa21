import type { AnchorLevel } from '../../../models/blocks/anchors.ts';
import type {
  CheckpointDescription,
  Detected,
  DetectorNet,
  DetectResult,
  NetworkSource,
  Picture,
  Suppressing,
} from '../../engine/client/engine.ts';
import { openDetector } from '../../parts/runs/open-detector.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import type { LookOptions } from '../../parts/runs/runner.svelte.ts';
import { unnamedClass } from '../../words/en/classes.ts';

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
    this.labels =
      checkpoint.labels === null
        ? names.map((name, index) => name ?? unnamedClass(index))
        : names.filter((name) => name !== null);
    this.anchorScale = net.anchorScale;
    this.input = net.outputs.input;
    this.levels = net.outputs.levels;
    this.#net = net;
    this.#deafen = deafen;
  }

  static async open(source: NetworkSource, options: OpenOptions): Promise<Session> {
    const { net, checkpoint, deafen } = await openDetector(source, options);
    return new Session(net, checkpoint, deafen);
  }

  get notice(): string | null {
    return this.#net.notice;
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
