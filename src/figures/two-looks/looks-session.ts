import { thinTaps } from '../../../models/families/thundernet/taps.ts';
import type { Painted } from '../../../models/scenes/paint.ts';
import type { RuntimeReport } from '../../engine/client/engine.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import { TwoStages } from '../../parts/runs/two-stages.ts';
import { type LookTimes, mapsOver, type TwoLooks, tappedMaps } from './looked.ts';
import type { TwoLooksNetwork } from './networks.ts';

/** What a table looked like, and how long that took. */
export interface Looked {
  readonly looks: TwoLooks;
  readonly times: LookTimes;
}

/** A loaded detector that looks twice at tables. Imported when a reader first runs it. */
export class LooksSession {
  readonly network: TwoLooksNetwork;
  readonly #stages: TwoStages;

  private constructor(network: TwoLooksNetwork, stages: TwoStages) {
    this.network = network;
    this.#stages = stages;
  }

  /** Downloads, checks and compiles. Rejects with a sentence for the reader. */
  static async open(network: TwoLooksNetwork, options: OpenOptions): Promise<LooksSession> {
    return new LooksSession(network, await TwoStages.open(network.id, options));
  }

  get runtime(): RuntimeReport {
    return this.#stages.runtime;
  }

  get notice(): string | null {
    return this.#stages.notice;
  }

  /** Looks at a table painted at the network's own size, and again at so many regions of it. */
  async look({ size, rgb }: Painted, kept: number): Promise<Looked> {
    const whole = { width: size, height: size, rgb };
    const first = await this.#stages.first(whole, size, { kept, taps: thinTaps });
    const { regions } = first;
    const second = await this.#stages.second(first.map, regions, ['head/region']);
    const bins = second.read('head/region') ?? { shape: [1, 1, 1], data: new Float32Array() };
    const maps = mapsOver(first.scores, tappedMaps(first.read, first.mapName));
    return {
      looks: { regions, logits: second.logits, boxes: second.boxes, bins, maps, side: size },
      times: { first: first.milliseconds, choosing: first.choosing, second: second.milliseconds },
    };
  }

  dispose(): Promise<void> {
    return this.#stages.dispose();
  }
}
