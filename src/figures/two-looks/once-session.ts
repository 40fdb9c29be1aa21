import type { Painted } from '../../../models/scenes/paint.ts';
import type { DetectorNet, RuntimeReport } from '../../engine/client/engine.ts';
import { openDetector } from '../../parts/runs/open-detector.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import { leastScore } from './looked.ts';
import type { OnceLooked, OnceNetwork } from './once.ts';

/** A loaded detector that looks once at tables. Imported when a reader first has it look. */
export class OnceSession {
  readonly network: OnceNetwork;
  readonly #net: DetectorNet;
  readonly #deafen: () => void;

  private constructor(network: OnceNetwork, net: DetectorNet, deafen: () => void) {
    this.network = network;
    this.#net = net;
    this.#deafen = deafen;
  }

  /** Downloads, checks and compiles. Rejects with a sentence for the reader. */
  static async open(network: OnceNetwork, options: OpenOptions): Promise<OnceSession> {
    const source = { checkpoint: network.id, size: [network.side, network.side] } as const;
    const { net, deafen } = await openDetector(source, options);
    return new OnceSession(network, net, deafen);
  }

  get runtime(): RuntimeReport {
    return this.#net.runtime;
  }

  get notice(): string | null {
    return this.#net.notice;
  }

  /** Looks at a table painted at the network's own size; boxes from the score on that two looks are shown from. */
  async look(painted: Painted): Promise<{ readonly looked: OnceLooked; readonly milliseconds: number }> {
    const { size, rgb } = painted;
    const picture = { width: size, height: size, rgb };
    const { boxes, timing } = await this.#net.detect(picture, { scoreThreshold: leastScore });
    return {
      looked: { painted, boxes: boxes.map(({ name, score, box }) => ({ name, score, box })) },
      milliseconds: timing.runMilliseconds,
    };
  }

  async dispose(): Promise<void> {
    this.#deafen();
    await this.#net.dispose();
  }
}
