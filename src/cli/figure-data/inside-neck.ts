import sharp from 'sharp';
import { fusionNodes } from '../../../models/blocks/fusion-nodes.ts';
import { labels } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene } from '../../../models/scenes/scene.ts';
import { diverging, paintValues } from '../../components/colormap.ts';
import { strongest } from '../../figures/inside-neck/logic.ts';
import type { NeckPoster } from '../../figures/inside-neck/poster.ts';
import { loadStickerNetwork } from '../evaluate/sticker-network.ts';
import { encodePng, loadArt } from '../scenes/art.ts';
import { readShipped } from '../shipped.ts';
import { bestDetector } from './best-detector.ts';

/** The scene: one of the visitor's, which no training and no test holds. */
const sceneSeed = 3_000_027;
const threshold = 0.4;
const tile = 96;

export interface NeckFiles {
  readonly poster: NeckPoster;
  readonly scene: Buffer;
  readonly maps: Buffer;
}

type Map = { readonly shape: readonly number[]; readonly data: ArrayLike<number> };

function channelOf({ shape, data }: Map, channel: number): Float32Array {
  const [height = 1, width = 1, channels = 1] = shape;
  return Float32Array.from({ length: height * width }, (_, i) => data[i * channels + channel] ?? 0);
}

async function tileOf(map: Map, channel: number, most: number): Promise<Buffer> {
  const [height = 1, width = 1] = map.shape;
  const pixels = paintValues(channelOf(map, channel), [-most, most], diverging);
  return sharp(Buffer.from(pixels.buffer), { raw: { width, height, channels: 4 } })
    .resize(tile, tile, { kernel: 'nearest' })
    .png()
    .toBuffer();
}

/** Runs the best detector on a painted scene and keeps what the figure “inside the neck” shows before a reader runs it. */
export async function insideNeck(): Promise<NeckFiles> {
  const detector = bestDetector();
  const { card } = readShipped(detector.name);
  const side = card.measured?.some(({ size }) => size === 256) ? 256 : detector.resolution;
  const network = await loadStickerNetwork(detector, side);
  const nodes = fusionNodes(network.graph);
  const learned = Object.fromEntries(
    nodes.map(({ key, parameter, inputs }) => [
      key,
      Array.from(network.weights.get(parameter) ?? inputs.map(() => 1), (w) => Math.round(w * 1e4) / 1e4),
    ]),
  );
  const art = await loadArt();
  const layout = scene(sceneSeed, art, { difficulty: 'easy' });
  const { rgb } = paint(layout, side, art);
  const picture = { width: side, height: side, channels: 3 as const, data: rgb };
  const { detections } = await network.detect(picture, { scoreThreshold: threshold });
  const chosen = Math.max(
    0,
    nodes.findIndex(({ level, inputs }) => level === 4 && inputs.length > 1),
  );
  const node = nodes[chosen]!;
  const names = [...node.inputTaps, node.fusedTap, node.outputTap];
  const maps = await network.maps(picture, names);
  const mapOf = (name: string) => maps[name]!;
  const channel = strongest(mapOf(node.fusedTap))[0] ?? 0;
  const mostOf = (of: readonly Map[]) =>
    Math.max(1e-6, ...of.map((map) => channelOf(map, channel).reduce((a, v) => Math.max(a, Math.abs(v)), 0)));
  const mixed = mostOf([...node.inputTaps, node.fusedTap].map(mapOf));
  const tiles = await Promise.all(
    names.map((name) =>
      tileOf(mapOf(name), channel, name === node.outputTap ? mostOf([mapOf(name)]) : mixed),
    ),
  );
  const sheet = sharp({
    create: { width: tile * tiles.length, height: tile, channels: 4, background: '#000' },
  }).composite(tiles.map((input, i) => ({ input, left: i * tile, top: 0 })));
  return {
    poster: {
      checkpoint: detector.name,
      title: detector.title,
      bytes: card.weights.bytes,
      backboneBytes: readShipped(card.standsOn ?? '').card.weights.bytes,
      side,
      nodes,
      learned,
      boxes: detections.map(({ label, score, box }) => ({
        name: labels[label] ?? '',
        score: Math.round(score * 1000) / 1000,
        box: box.map((edge) => Math.round(edge * 10) / 10) as unknown as NeckPoster['boxes'][number]['box'],
      })),
      node: chosen,
      channel,
      tiles: tiles.length,
    },
    scene: Buffer.from(encodePng(rgb, side, side)),
    maps: await sheet.png().toBuffer(),
  };
}
