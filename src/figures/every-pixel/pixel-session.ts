import { logitsAlongPaths, type PathNeeds, pathNeeds } from '../../../models/answers/along-paths.ts';
import { type ClassMap, type Segments, segmentsOf } from '../../../models/answers/segments.ts';
import { gateTaps as biSeNetGates } from '../../../models/families/bisenet/taps.ts';
import { gateTaps as dfaNetGates } from '../../../models/families/dfanet/taps.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import { classMask } from '../../../models/scenes/mask.ts';
import type { Painted } from '../../../models/scenes/paint.ts';
import type { Layout } from '../../../models/scenes/scene.ts';
import { type Net, type RuntimeReport, sharedEngine } from '../../engine/client/engine.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import type { Along } from './along.ts';
import type { PixelNetwork } from './networks.ts';

/** What a network said of one table, and what lies on it. */
export interface Answer {
  readonly map: ClassMap;
  readonly segments: Segments;
  /** The class of each pixel; null where a picture lies behind the stickers, of which nobody knows it. */
  readonly truth: Uint8Array | null;
  /** Gates of the network, if it has some: one number a channel. */
  readonly gates: readonly Gate[];
  /** What each path brings to a pixel's logits; null where no paths meet. */
  readonly along: Along | null;
  /** Milliseconds of the network, and of naming the pixels from its logits. */
  readonly milliseconds: number;
}

/** What a network multiplies a map's channels with. */
export interface Gate {
  /** Of its tap. */
  readonly name: GateName;
  readonly values: Float32Array;
}
export type GateName = (typeof gateTaps)[number];

/** Gates of all networks that may be here. */
const gateTaps = [...biSeNetGates, ...dfaNetGates] as const;

/** A loaded network that names pixels. Imported when a reader first runs it. */
export class PixelSession {
  readonly network: PixelNetwork;
  readonly #net: Net;
  readonly #deafen: () => void;
  readonly #needs: PathNeeds | null;
  /** The weights behind the paths, once they were asked for. */
  #weights: Weights | null = null;

  private constructor(network: PixelNetwork, net: Net, deafen: () => void) {
    this.network = network;
    this.#net = net;
    this.#deafen = deafen;
    this.#needs = pathNeeds(net.graph);
  }

  /** Downloads, checks and compiles. Rejects with a sentence for the reader. */
  static async open(network: PixelNetwork, { onNotice, ...options }: OpenOptions): Promise<PixelSession> {
    const engine = sharedEngine();
    const deafen = engine.onNotice((message) => onNotice(message));
    try {
      const net = await engine.load({ checkpoint: network.id }, { ...options, task: 'segmentation' });
      return new PixelSession(network, net, deafen);
    } catch (error) {
      deafen();
      throw error;
    }
  }

  get runtime(): RuntimeReport {
    return this.#net.runtime;
  }

  get notice(): string | null {
    return this.#net.notice;
  }

  /**
   * Names the pixels of a table painted at the network's own size.
   * @param layout what the painting shows; null where a picture lies behind it
   */
  async look(painted: Painted, layout: Layout | null): Promise<Answer> {
    const { size, rgb } = painted;
    const picture = { width: size, height: size, rgb };
    const name = answerOf(this.#net.graph, 'mask')?.logits ?? '';
    const there = gateTaps.filter((tap) => tap in this.#net.graph.taps);
    const { outputs, taps, timing } = await this.#net.run(picture, {
      outputs: [name],
      taps: [...new Set([...there, ...(this.#needs?.maps ?? [])])],
      fit: 'padded',
    });
    const map = outputs[name];
    if (map === undefined) throw new Error('The network gave no answer. Load the page again.');
    const began = performance.now();
    const segments = segmentsOf(map, [size, size]);
    const milliseconds = timing.runMilliseconds + performance.now() - began;
    const gates = there.flatMap((tap) => {
      const values = taps[tap]?.data;
      return values === undefined ? [] : [{ name: tap, values }];
    });
    const maps = Object.fromEntries(Object.entries(taps).map(([tap, { data }]) => [tap, data]));
    const along = this.#needs && (await this.#along(this.#needs, maps, size));
    return { map, segments, truth: layout && classMask(layout, painted), gates, along, milliseconds };
  }

  /** Tells the paths of one run apart, pixel by pixel as they are asked for. */
  async #along(
    { paths, parameters }: PathNeeds,
    maps: Readonly<Record<string, Float32Array>>,
    side: number,
  ): Promise<Along> {
    this.#weights ??= new Map(Object.entries(await this.#net.parameters(parameters)));
    const weights = this.#weights;
    const { graph } = this.#net;
    return { paths, at: (place) => logitsAlongPaths(graph, weights, maps, [side, side], place) };
  }

  async dispose(): Promise<void> {
    this.#deafen();
    await this.#net.dispose();
  }
}
