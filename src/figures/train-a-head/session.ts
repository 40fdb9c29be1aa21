import { classActivation } from '../../../models/graph/class-activation.ts';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Head } from '../../../models/heads/softmax-regression.ts';
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

  /** Where in the picture the head finds a class. Its mean and the class's bias are the logit, as of any such network. */
  async activation(picture: HashedPicture, { kernel, bias }: Head, index: number): Promise<Activation> {
    const { taps } = await this.#net.run(picture, { outputs: [], taps: ['head'], fit: 'centreCrop' });
    const map = taps.head;
    if (map === undefined) return { values: new Float32Array(1), side: 1 };
    const values = classActivation(map.data, map.shape, kernel, bias.length, index);
    return { values, side: map.shape[0] };
  }

  /** Every weight of the frozen network, to be taken along. */
  weights(): Promise<Readonly<Record<string, Float32Array>>> {
    return this.#net.parameters(this.#net.graph.parameters.map(({ name }) => name));
  }
}
