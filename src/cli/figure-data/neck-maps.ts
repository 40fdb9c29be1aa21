import { readFileSync } from 'node:fs';
import sharp from 'sharp';
import { type FusionNode, fusionNodes } from '../../../models/blocks/fusion-nodes.ts';
import { fusionShares } from '../../../models/blocks/fusion-shares.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { fold, type Weights } from '../../../models/operators/fold.ts';
import { preprocess } from '../../../models/preprocess/automl.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../../models/scenes/scene.ts';
import {
  backboneCheckpoint,
  findStickerDetector,
  joinWeights,
  stickerGraph,
} from '../../../models/training/detectors.ts';
import { diverging, paintValues } from '../../components/colormap.ts';
import { mixed, rules } from '../../figures/mix-two-maps/logic.ts';
import type { MixData } from '../../figures/mix-two-maps/mix-data.ts';
import { useNodeBackend } from '../node-backend.ts';
import { loadArt } from '../scenes/art.ts';
import { readShipped } from '../shipped.ts';
import { bestDetector } from './detector-poster.ts';

const checkpoints = new URL('../../../models/checkpoints/', import.meta.url);
/** A test scene: no detector was trained on it. */
export const sceneSeed = 2_000_011;
const side = 512;
/** The node whose inputs are shown: P3's output in the first cell, a fine map and a coarse one. */
const nodeKey = 'cell0/node8';

function weightsOf(id: string): Weights {
  const bytes = new Uint8Array(readFileSync(new URL(`${id}/weights.safetensors`, checkpoints)));
  const { tensors } = openCheckpoint([{ name: 'weights.safetensors', bytes }]);
  return new Map(tensors.map((tensor) => [tensor.name, tensor.read()] as const));
}

/** The best of our detectors, which has to have a BiFPN with fast normalized fusion. */
function bestWeighted() {
  const { card } = readShipped(bestDetector());
  const detector = findStickerDetector(card.id);
  const { pyramid = 'bifpn', fusion = 'fastNormalized' } = detector?.config ?? {};
  if (detector === undefined || pyramid !== 'bifpn' || fusion !== 'fastNormalized')
    throw new Error(`The best detector, ${card.id}, has no BiFPN with fast normalized fusion.`);
  return { detector, card };
}

/** One channel of a map as bytes between −limit and limit. */
function quantized(values: Float32Array, limit: number): Uint8Array {
  return Uint8Array.from(values, (value) =>
    Math.round(((Math.max(-limit, Math.min(limit, value)) + limit) / (2 * limit)) * 255),
  );
}

const channelOf = (data: Float32Array, channels: number, channel: number): Float32Array =>
  Float32Array.from({ length: data.length / channels }, (_, cell) => data[cell * channels + channel] ?? 0);

function deviation(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length);
}

/** The channel in which both maps have most to say. */
function liveliest(maps: readonly Float32Array[], channels: number): number {
  const life = Array.from({ length: channels }, (_, channel) =>
    Math.min(...maps.map((map) => deviation(channelOf(map, channels, channel)))),
  );
  return life.indexOf(Math.max(...life));
}

function picture(values: ArrayLike<number>, limit: number): Promise<Buffer> {
  const pixels = paintValues(values, [-limit, limit], diverging);
  const width = Math.sqrt(values.length);
  return sharp(pixels, { raw: { width, height: width, channels: 4 } })
    .png({ palette: true, compressionLevel: 9 })
    .toBuffer();
}

/** What the figure “mix two maps” shows: the two maps that one node of a trained neck mixes, for one scene. */
export async function neckMaps(): Promise<{ data: MixData; files: Map<string, Buffer> }> {
  const { detector, card } = bestWeighted();
  const art = await loadArt();
  const { rgb } = paint(scene(sceneSeed, art, { artists: trainingArtists, difficulty: 'easy' }), side, art);
  const graph = fold(stickerGraph(detector, side));
  const weights = joinWeights(weightsOf(detector.name), weightsOf(backboneCheckpoint));
  const node = fusionNodes(graph).find((each): each is FusionNode => each.key === nodeKey);
  if (node === undefined) throw new Error(`${detector.name} has no ${nodeKey}.`);
  const runtime = await useNodeBackend('wasm');
  const executor = await runtime.load(graph, weights);
  const { values } = preprocess({ width: side, height: side, channels: 3, data: rgb }, [side, side]);
  const { taps } = await executor.run(values, { taps: node.inputTaps });
  const maps = node.inputTaps.map((name) => taps[name]?.data ?? new Float32Array());
  const channels = detector.config.width;
  const channel = liveliest(maps, channels);
  const own = maps.map((map) => channelOf(map, channels, channel));
  const sorted = own.flatMap((map) => Array.from(map, Math.abs)).sort((a, b) => a - b);
  const limit = Number((sorted[Math.floor(sorted.length * 0.995)] ?? 1).toPrecision(3));
  const raw = Array.from(weights.get(node.parameter) ?? [], (value) => Number(value.toFixed(3)));
  const bytes = own.map((map) => quantized(map, limit));
  const data: MixData = {
    checkpoint: detector.name,
    title: card.title,
    seed: sceneSeed,
    node: nodeKey,
    channel,
    side: Math.sqrt(own[0]?.length ?? 0),
    limit,
    raw: [raw[0] ?? 1, raw[1] ?? 1],
    maps: bytes.map((map) => Buffer.from(map).toString('base64')),
  };
  const files = new Map<string, Buffer>();
  for (const [index, map] of own.entries()) files.set(`input-${index}.png`, await picture(map, limit));
  for (const method of rules) {
    const shares = fusionShares({ method, epsilon: node.epsilon }, data.raw);
    files.set(`${method}.png`, await picture(mixed(own, shares), limit));
  }
  files.set(
    'scene.jpg',
    await sharp(rgb, { raw: { width: side, height: side, channels: 3 } })
      .resize(256)
      .jpeg({ quality: 82 })
      .toBuffer(),
  );
  return { data, files };
}
