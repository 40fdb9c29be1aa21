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

/** What one run gives of a picture: what the head is given, and where it finds a class. */
export interface Looked {
  readonly pooled: Float32Array;
  activation(index: number): Activation;
}

/** Where a head finds a class. Its mean and the class's bias are the logit, as of any such network. */
function activationOf(
  { data, shape }: Tap,
  { kernel, bias }: Pick<HeadWeights, 'kernel' | 'bias'>,
  index: number,
): Activation {
  return { values: classActivation(data, shape, kernel, bias.length, index), side: shape[0] };
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
    return (await this.#taps(picture, ['pooled'], block, signal))[0].data;
  }

  /** A picture that nobody will ask about again, as the camera sees it: from one run, of which the engine keeps nothing. */
  async look(picture: HashedPicture, head: HeadWeights): Promise<Looked> {
    const [pooled, map] = await this.#taps(picture, ['pooled', 'head'], head.block);
    return { pooled: pooled.data, activation: (index) => activationOf(map, head, index) };
  }

  /** The map just below the last block, [7, 7, 192]. */
  async below(picture: HashedPicture, signal?: AbortSignal): Promise<Float32Array> {
    return (await this.#taps(picture, [belowLastBlock(this.#net.graph)], undefined, signal))[0].data;
  }

  tune(request: TuneRequest, signal: AbortSignal, onFit: (progress: FitProgress) => void): Promise<Tuned> {
    return this.#net.tune(request, { signal, onFit });
  }

  /** Where in the picture the head finds a class. */
  async activation(picture: HashedPicture, head: HeadWeights, index: number): Promise<Activation> {
    const [map] = await this.#taps(picture, ['head'], head.block);
    return activationOf(map, head, index);
  }

  async #taps<const Names extends readonly string[]>(
    picture: HashedPicture,
    names: Names,
    block: HeadWeights['block'],
    signal?: AbortSignal,
  ): Promise<{ readonly [Name in keyof Names]: Tap }> {
    const { taps } = await this.#net.run(picture, {
      outputs: [],
      taps: names,
      fit: 'centreCrop',
      ...(block && { weights: block }),
      ...(signal && { signal }),
    });
    const maps = names.map((name) => {
      const map = taps[name];
      if (map === undefined) throw new Error(`The network has no map “${name}”.`);
      return map;
    });
    return maps as unknown as { readonly [Name in keyof Names]: Tap };
  }

  /** Every weight of the frozen network, to be taken along. */
  weights(): Promise<Readonly<Record<string, Float32Array>>> {
    return this.#net.parameters(this.#net.graph.parameters.map(({ name }) => name));
  }
}
