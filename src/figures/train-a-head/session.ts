import type { HeadWeights } from '../../../models/checkpoints/head.ts';
import { belowLastBlock } from '../../../models/families/efficientnet/last-block.ts';
import { classActivation } from '../../../models/graph/class-activation.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import {
  type CheckpointDescription,
  type Features,
  type FitProgress,
  type FitRequest,
  type Fitted,
  type HashedPicture,
  type Net,
  type NetworkSource,
  sharedEngine,
  type Tap,
  type Tuned,
  type TuneRequest,
} from '../../engine/client/engine.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';

/** Where in a picture a head finds a class: one value a cell. */
export interface Activation {
  readonly values: Float32Array;
  readonly side: number;
}

/** The frozen network and all that the figure asks of it. Imported when a reader first trains, and not before. */
export class Session {
  readonly checkpoint: CheckpointDescription;
  readonly #net: Net;
  readonly #deafen: () => void;

  constructor(net: Net, checkpoint: CheckpointDescription, deafen: () => void) {
    this.checkpoint = checkpoint;
    this.#net = net;
    this.#deafen = deafen;
  }

  /** Fetches, checks and compiles. Rejects with a sentence for the reader. */
  static async open(source: NetworkSource, options: OpenOptions): Promise<Session> {
    const engine = sharedEngine();
    const net = await engine.load(source, { ...options, task: 'classification' });
    const { checkpoint } = net;
    if (checkpoint === undefined) throw new Error('The network came without its checkpoint.');
    return new Session(
      net,
      checkpoint,
      engine.onNotice((message) => options.onNotice(message)),
    );
  }

  get notice(): string | null {
    return this.#net.notice;
  }

  get graph(): Graph {
    return this.#net.graph;
  }

  async dispose(): Promise<void> {
    this.#deafen();
    await this.#net.dispose();
  }

  features(picture: HashedPicture, signal?: AbortSignal): Promise<Features> {
    return this.#net.features(picture, { signal });
  }

  train(request: FitRequest, signal: AbortSignal, onFit: (progress: FitProgress) => void): Promise<Fitted> {
    return sharedEngine().fit(request, { signal, onFit });
  }

  /** What the head is given of a picture: through its own last block where it has one. */
  async pooled(picture: HashedPicture, { block }: HeadWeights, signal?: AbortSignal): Promise<Float32Array> {
    if (block === undefined) return (await this.features(picture, signal)).features;
    return (await this.#tap(picture, 'pooled', block, signal)).data;
  }

  /** The map just below the last block, [7, 7, 192]. */
  async below(picture: HashedPicture, signal?: AbortSignal): Promise<Float32Array> {
    return (await this.#tap(picture, belowLastBlock(this.#net.graph), undefined, signal)).data;
  }

  tune(request: TuneRequest, signal: AbortSignal, onFit: (progress: FitProgress) => void): Promise<Tuned> {
    return this.#net.tune(request, { signal, onFit });
  }

  /** Where in the picture the head finds a class. Its mean and the class's bias are the logit, as of any such network. */
  async activation(
    picture: HashedPicture,
    { kernel, bias, block }: HeadWeights,
    index: number,
  ): Promise<Activation> {
    const map = await this.#tap(picture, 'head', block);
    const values = classActivation(map.data, map.shape, kernel, bias.length, index);
    return { values, side: map.shape[0] };
  }

  async #tap(
    picture: HashedPicture,
    name: string,
    block: HeadWeights['block'],
    signal?: AbortSignal,
  ): Promise<Tap> {
    const { taps } = await this.#net.run(picture, {
      outputs: [],
      taps: [name],
      fit: 'centreCrop',
      ...(block && { weights: block }),
      ...(signal && { signal }),
    });
    const map = taps[name];
    if (map === undefined) throw new Error(`The network has no map “${name}”.`);
    return map;
  }

  /** Every weight of the frozen network, to be taken along. */
  weights(): Promise<Readonly<Record<string, Float32Array>>> {
    return this.#net.parameters(this.#net.graph.parameters.map(({ name }) => name));
  }
}
