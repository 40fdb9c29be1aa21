import { largestIndices } from '../../../models/answers/largest.ts';
import { imageNetLabels } from '../../../models/checkpoints/labels.ts';
import { answerOf } from '../../../models/graph/answers.ts';
import { classActivation } from '../../../models/graph/class-activation.ts';
import { type Graph, opAt } from '../../../models/graph/graph.ts';
import {
  type CheckpointDescription,
  type Net,
  type NetworkSource,
  type Picture,
  type RuntimeReport,
  type Seen,
  sharedEngine,
} from '../../engine/client/engine.ts';
import type { OpenOptions } from '../../parts/runs/opener.svelte.ts';
import type { LookOptions } from '../../parts/runs/runner.svelte.ts';
import type { PaintedFor } from '../../parts/study/painted-samples.ts';
import { unnamedClass } from '../../words/en/classes.ts';
import { type Place, places } from './blocks.ts';
import type { FeatureMap, TopClass } from './logic.ts';

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
  readonly runtime: RuntimeReport;
  readonly seen: Seen | undefined;
  /** Of a network of the scaling study: the pictures that it reads. */
  readonly painted: PaintedFor | undefined;
}

/** The layer that makes the classes, and whether it reads the means of the last map: then they come from that map cell by cell. */
function classLayer(graph: Graph) {
  const dense = opAt(graph, graph.outputs[answerOf(graph, 'classes')?.logits ?? ''] ?? 0);
  const before = opAt(graph, dense.inputs[0] ?? 0);
  const ofMeans = before.kind === 'globalAveragePool' && before.inputs[0] === graph.taps.head;
  if (dense.kind !== 'dense') return { kernel: '', bias: undefined, ofMeans: false };
  return { kernel: dense.kernel, bias: dense.bias, ofMeans };
}

const nothing = new Float32Array();

/** A loaded classifier and all that the figure asks of it. Imported when a reader first runs one, and not before. */
export class Session {
  readonly checkpoint: CheckpointDescription;
  readonly graph: Graph;
  readonly places: readonly Place[];
  readonly #net: Net;
  readonly #kernel: Float32Array | undefined;
  readonly #bias: Float32Array;
  readonly #deafen: () => void;

  constructor(
    net: Net,
    checkpoint: CheckpointDescription,
    layer: { readonly kernel: Float32Array | undefined; readonly bias: Float32Array },
    deafen: () => void,
  ) {
    this.checkpoint = checkpoint;
    this.graph = net.graph;
    this.places = places(net.graph);
    this.#net = net;
    this.#kernel = layer.kernel;
    this.#bias = layer.bias;
    this.#deafen = deafen;
  }

  /** Fetches or reads, checks and compiles. Rejects with a sentence for the reader; a detector is refused with one, too. */
  static async open(source: NetworkSource, options: OpenOptions): Promise<Session> {
    const engine = sharedEngine();
    const net = await engine.load(source, { ...options, task: 'classification' });
    const { checkpoint } = net;
    if (checkpoint === undefined) throw new Error('The network came without its checkpoint.');
    const { kernel, bias, ofMeans } = classLayer(net.graph);
    const names = [...(ofMeans ? [kernel] : []), ...(bias === undefined ? [] : [bias])];
    const values = await net.parameters(names);
    const layer = { kernel: values[kernel], bias: values[bias ?? ''] ?? nothing };
    return new Session(
      net,
      checkpoint,
      layer,
      engine.onNotice((message) => options.onNotice(message)),
    );
  }

  get notice(): string | null {
    return this.#net.notice;
  }

  /** Frees the network. */
  async dispose(): Promise<void> {
    this.#deafen();
    await this.#net.dispose();
  }

  /** The network as an ONNX file, with its weights. */
  onnx(options: { readonly signal: AbortSignal }): Promise<Uint8Array<ArrayBuffer>> {
    return this.#net.onnx(options);
  }

  #labelOf(index: number): string {
    const { labels, classes } = this.checkpoint;
    const own = Array.isArray(labels) ? labels[index] : undefined;
    const known = labels === 'imagenet' && classes === imageNetLabels.length;
    return own ?? (known ? imageNetLabels[index]?.name : undefined) ?? unnamedClass(index);
  }

  /** Runs the network on a picture and reads back the maps of one place. */
  async classify(picture: Picture, place: Place, options: LookOptions = {}): Promise<Classified> {
    const taps = ['head', place.tap, ...(place.gates === undefined ? [] : [place.gates])];
    const result = await this.#net.run(picture, { ...options, taps });
    const { head, [place.tap]: map } = result.taps;
    const { probabilities, logits } = result.outputs;
    if (head === undefined || map === undefined || probabilities === undefined || logits === undefined)
      throw new Error(
        'The network answered without the maps that were asked for. Reload the page to try again.',
      );
    const { study } = this.checkpoint;
    const classes = probabilities.data.length;
    const top = largestIndices(probabilities.data, 5).map((index) => ({
      index,
      label: this.#labelOf(index),
      probability: probabilities.data[index] ?? 0,
      logit: logits.data[index] ?? 0,
      bias: this.#bias[index] ?? 0,
      activation: this.#kernel
        ? classActivation(head.data, head.shape, this.#kernel, classes, index)
        : nothing,
    }));
    return {
      top,
      side: head.shape[0],
      place,
      map,
      gates: place.gates === undefined ? undefined : result.taps[place.gates]?.data,
      milliseconds: result.timing.runMilliseconds,
      runtime: result.runtime,
      seen: result.seen,
      painted: study && { side: study.resolution, task: study.task },
    };
  }
}
