import {
  type BackendReport,
  type Detected,
  type DetectorNet,
  type DetectResult,
  type LoadProgress,
  type Picture,
  type Suppressing,
  sharedEngine,
} from '../../engine/client.ts';

export interface OpenOptions {
  readonly signal: AbortSignal;
  readonly onProgress: (progress: LoadProgress) => void;
  readonly onNotice: (message: string) => void;
}

/** A loaded detector and all that the figure asks of it. Imported when a reader first runs one, and not before. */
export class Session {
  readonly id: string;
  readonly #net: DetectorNet;
  readonly #deaf: () => void;

  constructor(id: string, net: DetectorNet, deaf: () => void) {
    this.id = id;
    this.#net = net;
    this.#deaf = deaf;
  }

  /** Downloads what is not here yet, checks and compiles. Rejects with a sentence for the reader. */
  static async open(id: string, { onNotice, ...options }: OpenOptions): Promise<Session> {
    const engine = sharedEngine();
    const deaf = engine.onNotice((message) => onNotice(message));
    try {
      return new Session(id, await engine.loadDetector({ checkpoint: id }, options), deaf);
    } catch (error) {
      deaf();
      throw error;
    }
  }

  get backend(): BackendReport {
    return this.#net.backend;
  }

  detect(
    picture: Picture,
    suppressing: Suppressing,
    options: { readonly signal?: AbortSignal; readonly transfer?: boolean } = {},
  ): Promise<DetectResult> {
    return this.#net.detect(picture, { ...suppressing, ...options, heatMaps: true });
  }

  suppress(suppressing: Suppressing): Promise<Detected> {
    return this.#net.suppress(suppressing);
  }

  /** Frees the detector's own weights; a backbone that another one stands on stays. */
  async close(): Promise<void> {
    this.#deaf();
    await this.#net.dispose();
  }
}
