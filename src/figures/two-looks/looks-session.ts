import { proposals, regionBoxes } from '../../../models/answers/proposals.ts';
import { thinTaps } from '../../../models/families/thundernet/taps.ts';
import { answerOf, type RegionClassesAnswer, type RegionsAnswer } from '../../../models/graph/answers.ts';
import type { Painted } from '../../../models/scenes/paint.ts';
import { type Net, type RuntimeReport, sharedEngine } from '../../engine/client/engine.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import { type LookTimes, mapsOver, type TwoLooks, tappedMaps } from './looked.ts';
import type { TwoLooksNetwork } from './networks.ts';

/** What a table looked like, and how long that took. */
export interface Looked {
  readonly looks: TwoLooks;
  readonly times: LookTimes;
}

/** A loaded detector that looks twice. Imported when a reader first runs it. */
export class LooksSession {
  readonly network: TwoLooksNetwork;
  readonly #picture: Net;
  readonly #region: Net;
  readonly #regions: RegionsAnswer;
  readonly #classes: RegionClassesAnswer;
  readonly #deafen: () => void;

  private constructor(network: TwoLooksNetwork, picture: Net, region: Net, deafen: () => void) {
    const regions = answerOf(picture.graph, 'regions');
    const classes = answerOf(region.graph, 'regionClasses');
    if (regions === undefined || classes === undefined)
      throw new Error(`${network.id} is no detector that looks twice.`);
    this.network = network;
    this.#picture = picture;
    this.#region = region;
    this.#regions = regions;
    this.#classes = classes;
    this.#deafen = deafen;
  }

  /** Downloads, checks and compiles. Rejects with a sentence for the reader. */
  static async open(network: TwoLooksNetwork, { onNotice, ...options }: OpenOptions): Promise<LooksSession> {
    const engine = sharedEngine();
    const deafen = engine.onNotice((message) => onNotice(message));
    try {
      const checkpoint = network.id;
      const picture = await engine.load({ checkpoint }, { ...options, task: 'twoStageDetection' });
      const region = await engine.load({ checkpoint, part: 'region' }, options);
      return new LooksSession(network, picture, region, deafen);
    } catch (error) {
      deafen();
      throw error;
    }
  }

  get runtime(): RuntimeReport {
    return this.#picture.runtime;
  }

  get notice(): string | null {
    return this.#picture.notice;
  }

  /** Looks at a table painted at the network's own size, and again at so many regions of it. */
  async look({ size, rgb }: Painted, kept: number): Promise<Looked> {
    const { scores, boxes, map } = this.#regions;
    const { logits, boxes: moved } = this.#classes;
    const known = this.#picture.graph.taps;
    const taps = thinTaps.filter((name) => name in known);
    const whole = { width: size, height: size, rgb };
    const first = await this.#picture.run(whole, { outputs: [scores, boxes, map], taps, fit: 'padded' });
    const read = (name: string) => {
      const tap = first.outputs[name] ?? first.taps[name];
      if (tap === undefined) throw new Error('The network gave no answer. Load the page again.');
      return tap;
    };
    const began = performance.now();
    const regions = proposals(this.#regions, read(scores), read(boxes), [size, size], { kept });
    const box = regionBoxes(this.#regions, regions);
    const choosing = performance.now() - began;
    const second = await this.#region.run(
      { normalized: read(map).data },
      { inputs: { box }, outputs: [logits, moved], taps: ['head/region'] },
    );
    const bins = second.taps['head/region'] ?? { shape: [1, 1, 1], data: new Float32Array() };
    const tap = (name: string) => first.taps[name] ?? first.outputs[name];
    const maps = mapsOver(read(scores), tappedMaps(tap, map));
    const data = (name: string) => second.outputs[name]?.data ?? new Float32Array();
    return {
      looks: { regions, logits: data(logits), boxes: data(moved), bins, maps, side: size },
      times: { first: first.timing.runMilliseconds, choosing, second: second.timing.runMilliseconds },
    };
  }

  async dispose(): Promise<void> {
    this.#deafen();
    await this.#region.dispose();
    await this.#picture.dispose();
  }
}
