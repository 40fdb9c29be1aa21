import sharp from 'sharp';
import type { Card } from '../../../models/checkpoints/card.ts';
import type { PictureBytes } from '../../../models/preprocess/automl.ts';
import { paint } from '../../../models/scenes/paint.ts';
import type { Art } from '../../../models/scenes/sprites.ts';
import { findStickerDetector } from '../../../models/training/detectors.ts';
import { findStickerTwoStage } from '../../../models/training/two-stage.ts';
import type { Tap } from '../../engine/protocol/maps.ts';
import { leastScore, mapsOver, tappedMaps } from '../../figures/two-looks/looked.ts';
import { twoLooksNetworks } from '../../figures/two-looks/networks.ts';
import { bestOnce } from '../../figures/two-looks/once.ts';
import { layoutOf } from '../../parts/stickers/backgrounds.ts';
import { firstStickers } from '../../parts/stickers/stickers.ts';
import { loadStickerNetwork } from '../evaluate/sticker-network.ts';
import { loadTwoStage } from '../evaluate/two-stage.ts';
import { readShipped, shippedNames } from '../shipped.ts';

/** Side of the picture that stands on the page before anything has run. */
const shownSide = 512;

/** Numbers as signed bytes in base 64, and how many steps a unit has: as many as the largest allows. */
function stored(values: Float32Array): { readonly text: string; readonly steps: number } {
  const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), Number.MIN_VALUE);
  const steps = Math.floor(127_000 / largest) / 1000;
  const bytes = Int8Array.from(values, (value) => Math.round(value * steps));
  return { text: Buffer.from(bytes.buffer).toString('base64'), steps };
}

/** Boxes of the detector that looks once: edges, score, class. */
async function once(cards: ReadonlyMap<string, Card>, picture: PictureBytes) {
  const { width: side } = picture;
  const best = bestOnce(cards, side);
  const detector = best && findStickerDetector(best.id);
  if (best === undefined || detector === undefined)
    throw new Error(`No detector that looks once at pictures of ${side} px ships.`);
  const network = await loadStickerNetwork(detector, side);
  const { detections } = await network.detect(picture, { scoreThreshold: leastScore });
  const boxes = detections.map(({ box, score, label }) => [
    ...box.map((edge) => Math.round(edge * 10) / 10),
    Math.round(score * 1e4) / 1e4,
    label,
  ]);
  return { checkpoint: best.id, boxes };
}

/** What the best detector that looks twice makes of the first table, what one finds that looks once, and the picture of that. */
export async function twoLooks(art: Art) {
  const cards = new Map(shippedNames().map((id) => [id, readShipped(id).card] as const));
  const [best] = twoLooksNetworks(cards);
  const detector = best && findStickerTwoStage(best.id);
  if (best === undefined || detector === undefined)
    throw new Error('No detector that looks twice ships yet: train one with `npm run train`.');
  const { side } = best;
  const layout = layoutOf(firstStickers, 'meadow');
  const painted = paint(layout, side, art);
  const network = await loadTwoStage(detector, side);
  const picture = { width: side, height: side, channels: 3, data: painted.rgb } as const;
  const looked = await network.look(picture);
  const { regions, logits, boxes, bins, first, answer } = looked;
  const tap = (name: string): Tap | undefined => first[name];
  const maps = mapsOver(tap(answer.scores)!, tappedMaps(tap, answer.map));
  const kept = { logits: stored(logits), boxes: stored(boxes), bins: stored(bins.data) };
  const shown = paint(layout, shownSide, art);
  const cell = (values: Float32Array) =>
    Buffer.from(Int8Array.from(values, (value) => Math.round(Math.min(1, value) * 127)).buffer).toString(
      'base64',
    );
  return {
    poster: {
      checkpoint: best.id,
      side,
      steps: { logits: kept.logits.steps, boxes: kept.boxes.steps, bins: kept.bins.steps, maps: 127 },
      regions: regions.map(({ box, score }) => [
        ...box.map((edge) => Math.round(edge * 10) / 10),
        Math.round(score * 1e4) / 1e4,
      ]),
      logits: kept.logits.text,
      boxes: kept.boxes.text,
      bins: { shape: bins.shape, values: kept.bins.text },
      once: await once(cards, picture),
      maps: Object.fromEntries(Object.entries(maps).map(([name, { values }]) => [name, cell(values)])),
    },
    scene: await sharp(shown.rgb, { raw: { width: shownSide, height: shownSide, channels: 3 } })
      .webp({ quality: 86 })
      .toBuffer(),
  };
}
