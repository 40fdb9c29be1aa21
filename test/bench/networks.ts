import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../../models/graph/graph.ts';
import { toOnnx } from '../../models/onnx/model.ts';
import type { Weights } from '../../models/operators/fold.ts';
import { fold } from '../../models/operators/fold.ts';
import { paint } from '../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../models/scenes/scene.ts';
import { partitions } from '../../models/scenes/seeds.ts';
import { loadArt } from '../../src/cli/scenes/art.ts';
import { readShipped } from '../../src/cli/shipped.ts';
import { normalize } from '../../src/engine/pictures/normalize.ts';
import { graphOfCard, normalizationOfCard, openCheckpoint } from '../../src/engine/sources/open.ts';

/** A network that is raced. The page (page/main.ts) is handed this as it stands. */
export interface BenchNetwork {
  readonly id: 'efficientnet-b0' | 'efficientdet-d0';
  /** The shipped checkpoint whose weights every contender gets. */
  readonly checkpoint: string;
  readonly title: string;
  /** Side of the square picture in pixels. */
  readonly side: number;
  /** What a run brings back to the page; all outputs where it names none. */
  readonly outputs: readonly string[];
  /**
   * What stock TF.js runs: the upstream's own graph model, whose weights are the checkpoint's source, or this graph and these weights
   * in plain calls of tfjs-core.
   */
  readonly stock: 'upstream graph' | 'plain operators';
  /** Has candidates, boxes and stages beyond the network. */
  readonly detector: boolean;
}

export const networks: readonly BenchNetwork[] = [
  {
    id: 'efficientnet-b0',
    checkpoint: 'efficientnet-b0',
    title: 'EfficientNet-B0',
    side: 224,
    outputs: ['logits'],
    stock: 'upstream graph',
    detector: false,
  },
  {
    id: 'efficientdet-d0',
    checkpoint: 'efficientdet-d0-stickers',
    title: 'EfficientDet-D0 (12 classes)',
    side: 512,
    outputs: [],
    stock: 'plain operators',
    detector: true,
  },
];

/** A shipped network for one picture size, batch norms folded, with its weights. */
export function openNetwork(checkpoint: string, side: number): { graph: Graph; weights: Weights } {
  const { card, bytes } = readShipped(checkpoint);
  const base = card.standsOn === undefined ? undefined : openNetwork(card.standsOn, side).weights;
  const { weights } = openCheckpoint(card, bytes, base);
  return { graph: fold(graphOfCard(card, [side, side])), weights };
}

/** Every weight after the other, in the order of the graph's parameters. */
function joined(graph: Graph, weights: Weights): Uint8Array {
  return Buffer.concat(
    graph.parameters.map(({ name }) => {
      const values = weights.get(name) ?? new Float32Array();
      return new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
    }),
  );
}

/** One painted test scene, as bytes. */
async function pictureOf({ side }: BenchNetwork): Promise<Uint8Array<ArrayBuffer>> {
  const art = await loadArt();
  return Uint8Array.from(
    paint(scene(partitions.test.first, art, { artists: trainingArtists }), side, art).rgb,
  );
}

/** The scene as the network's input, [height, width, channels]. */
export async function inputOf(network: BenchNetwork): Promise<Float32Array> {
  return normalize(await pictureOf(network), normalizationOfCard(readShipped(network.checkpoint).card));
}

/**
 * Writes what the contenders load: the ONNX file, the graph with its weights, and one painted test scene, as bytes and as the
 * network's input.
 */
export async function writeNetwork(network: BenchNetwork, folder: string): Promise<void> {
  const { id, checkpoint, side } = network;
  const write = (suffix: string, data: string | Uint8Array) =>
    writeFileSync(join(folder, `${id}.${suffix}`), data);
  const { graph, weights } = openNetwork(checkpoint, side);
  write('onnx', toOnnx(graph, weights));
  write('graph.json', JSON.stringify(graph));
  write('weights.bin', joined(graph, weights));
  const input = await inputOf(network);
  write('picture.bin', await pictureOf(network));
  write('input.bin', new Uint8Array(input.buffer, input.byteOffset, input.byteLength));
}
