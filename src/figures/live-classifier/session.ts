import { imageNetLabels } from '../../../models/checkpoints/labels.ts';
import { classActivation } from '../../../models/graph/class-activation.ts';
import {
  type BackendReport,
  type LoadProgress,
  type Net,
  type Picture,
  type Seen,
  sharedEngine,
} from '../../engine/client.ts';
import type { Place } from './blocks.ts';
import { type FeatureMap, largestIndices, type TopClass } from './logic.ts';

/** What one run shows. */
export interface Classified {
  readonly top: readonly TopClass[];
  /** Rows and columns of the activation maps. */
  readonly side: number;
  readonly place: Place;
  readonly map: FeatureMap;
  readonly gates: Float32Array | undefined;
  /** Milliseconds from the network's input to the values read back. */
  readonly milliseconds: number;
  readonly backend: BackendReport;
  readonly seen: Seen | undefined;
}

/** The dense layer behind the pooling: what turns the last map into activation maps. */
const kernelName = 'stage9/dense/kernel';
const biasName = 'stage9/dense/bias';

/** A loaded B0 and all that the figure asks of it. Imported when a reader first runs it, and not before. */
export class Session {
  readonly #net: Net;
  readonly #kernel: Float32Array;
  readonly #bias: Float32Array;

  constructor(net: Net, kernel: Float32Array, bias: Float32Array) {
    this.#net = net;
    this.#kernel = kernel;
    this.#bias = bias;
  }

  /** Downloads, checks and compiles. Rejects with a sentence for the reader. */
  static async open(options: {
    readonly onProgress: (progress: LoadProgress) => void;
    readonly onNotice: (message: string) => void;
    readonly signal: AbortSignal;
  }): Promise<Session> {
    const engine = sharedEngine();
    engine.onNotice((message) => options.onNotice(message));
    const net = await engine.load({ checkpoint: 'efficientnet-b0' }, options);
    const { [kernelName]: kernel, [biasName]: bias } = await net.parameters([kernelName, biasName]);
    return new Session(net, kernel ?? new Float32Array(), bias ?? new Float32Array());
  }

  get backend(): BackendReport {
    return this.#net.backend;
  }

  /** Runs the network on a picture and reads back the maps of one place. */
  async classify(
    picture: Picture,
    place: Place,
    options: { readonly signal?: AbortSignal; readonly transfer?: boolean } = {},
  ): Promise<Classified> {
    const taps = ['head', place.tap, ...(place.gates === undefined ? [] : [place.gates])];
    const result = await this.#net.run(picture, { ...options, taps });
    const { head, [place.tap]: map } = result.taps;
    const { probabilities, logits } = result.outputs;
    if (head === undefined || map === undefined || probabilities === undefined || logits === undefined)
      throw new Error(
        'The network answered without the maps that were asked for. Reload the page to try again.',
      );
    const classes = probabilities.data.length;
    const top = largestIndices(probabilities.data, 5).map((index) => ({
      index,
      label: imageNetLabels[index]?.name ?? `class ${index}`,
      probability: probabilities.data[index] ?? 0,
      logit: logits.data[index] ?? 0,
      bias: this.#bias[index] ?? 0,
      activation: classActivation(head.data, head.shape, this.#kernel, classes, index),
    }));
    return {
      top,
      side: head.shape[0],
      place,
      map,
      gates: place.gates === undefined ? undefined : result.taps[place.gates]?.data,
      milliseconds: result.timing.runMilliseconds,
      backend: result.backend,
      seen: result.seen,
    };
  }
}
