import sharp from 'sharp';
import { fold } from '../../../models/operators/fold.ts';
import { preprocess } from '../../../models/preprocess/automl.ts';
import { artists } from '../../../models/scenes/art.ts';
import { paint } from '../../../models/scenes/paint.ts';
import type { Art, Sprite } from '../../../models/scenes/sprites.ts';
import type { Runtime } from '../../engine/executors/runtime.ts';
import { Detector } from '../../engine/host/detect/detector.ts';
import { graphOfCard } from '../../engine/sources/open.ts';
import { detectorCost } from '../../figures/sticker-table/detector-cost.ts';
import { type TableDetector, tableDetectors } from '../../figures/sticker-table/detectors.ts';
import { toFractions } from '../../figures/sticker-table/found.ts';
import {
  type AnchorSpan,
  anchorSpans,
  grown,
  growSizes,
  type LevelLogits,
  levelScores,
} from '../../figures/sticker-table/grow.ts';
import { layoutOf } from '../../parts/stickers/backgrounds.ts';
import { drawingNames, firstStickers, type TableSticker } from '../../parts/stickers/stickers.ts';
import { loadShipped } from '../loaded.ts';
import { useNodeBackend } from '../node-backend.ts';
import { readShipped, shippedNames } from '../shipped.ts';
import { named } from './named.ts';

const digits = (value: number): number => Number(value.toFixed(4));
const rounded = ({ level, smallest, largest }: AnchorSpan): AnchorSpan => ({
  level,
  smallest: digits(smallest),
  largest: digits(largest),
});
const background = 'meadow';
/** Side of the picture that stands on the page before anything has run. */
const posterSide = 512;
/** The side of a sheet's cell, halved. */
const thumbnailSide = 104;

/** Width and height of a drawing as fractions of its longer side, from the pixels that are at least half opaque. */
function extentOf({ levels, drawn }: Sprite): readonly [width: number, height: number] {
  const { side, data } = levels[0]!;
  let [left, right, top, bottom] = [side, 0, side, 0];
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      if ((data[(y * side + x) * 4 + 3] ?? 0) < 0.5) continue;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
    }
  // A sticker turns about the middle of its cell, so its frame is even about that.
  const about = (from: number, to: number) =>
    Math.min(1, (2 * Math.max(side / 2 - from, to - side / 2)) / drawn);
  return [digits(about(left, right)), digits(about(top, bottom))];
}

/** Which drawings of the classes each artist made, and their proportions. */
export function drawings(art: Art): Record<string, Record<string, readonly [number, number]>> {
  const of = (artist: string) =>
    drawingNames.flatMap((name) => {
      const sprite = art.sprites.find((each) => each.artist === artist && each.name === name);
      return sprite ? [[name, extentOf(sprite)] as const] : [];
    });
  return Object.fromEntries(artists.map(({ id }) => [id, Object.fromEntries(of(id))]));
}

/** Loads a table detector for pictures of its size; `look` paints a table and runs it on that. */
async function opened(runtime: Runtime, { id, side }: TableDetector, art: Art) {
  const { weights, normalization, about } = loadShipped(id);
  const graph = fold(graphOfCard(readShipped(id).card, [side, side]));
  const executor = await runtime.load(graph, weights);
  const detector = new Detector(graph, about);
  const { mean, standardDeviation: std } = normalization;
  const look = async (stickers: readonly TableSticker[]) => {
    const { rgb, boxes: truth } = paint(layoutOf(stickers, background), side, art);
    const picture = { width: side, height: side, channels: 3, data: rgb } as const;
    const { values, scaled, imageScale } = preprocess(picture, [side, side], { mean, std });
    const { outputs, looked } = await executor.run(values, { look: detector.look() });
    const fitted = { picture: [side, side], scaled, input: [side, side], imageScale } as const;
    const kept = { run: 1, selection: looked.selection, fitted };
    const boxes = named(detector.detected(kept, { scoreThreshold: 0.3 }).boxes);
    const maps = detector.outputs.levels.flatMap(({ level }): LevelLogits[] => {
      const map = outputs[`classHead/P${level}`];
      return map ? [{ level, ...map }] : [];
    });
    return { truth, boxes, maps };
  };
  return { look, outputs: detector.outputs, dispose: () => executor.dispose() };
}

/** Runs every table detector that ships on the first table, and sweeps one sticker through all sizes with the best. */
export async function tablePoster(art: Art) {
  const runtime = await useNodeBackend('wasm');
  const detectors = tableDetectors(
    shippedNames().map((id) => readShipped(id).card),
    detectorCost,
  );
  const best = detectors.toSorted((a, b) => (b.ap ?? 0) - (a.ap ?? 0))[0];
  if (best === undefined) throw new Error('No sticker detector ships yet: train one with `npm run train`.');
  const fractions = (box: readonly [number, number, number, number], side: number) =>
    toFractions(box, side).map(digits);
  let truth: { label: number; box: number[] }[] = [];
  const runs = [];
  for (const each of detectors) {
    const { look, dispose } = await opened(runtime, each, art);
    const first = await look(firstStickers);
    dispose();
    if (each === best)
      truth = first.truth.map(({ label, box }) => ({ label, box: fractions(box, each.side) }));
    const boxes = first.boxes.map(({ label, name, score, box, level, cell, anchorBox }) => ({
      label,
      name,
      score: digits(score),
      box: fractions(box, each.side),
      level,
      cell,
      anchorBox: fractions(anchorBox, each.side),
    }));
    runs.push({ checkpoint: each.id, side: each.side, boxes });
  }
  const { look, outputs, dispose } = await opened(runtime, best, art);
  const growing = firstStickers[0]!;
  const steps = [];
  for (const size of growSizes) {
    const { truth: one, maps } = await look([grown(growing, size)]);
    const scores = one[0] ? levelScores(maps, one[0].label, one[0].box, best.side).map(digits) : [];
    steps.push({ size, scores });
  }
  dispose();
  return {
    runs,
    truth,
    grow: {
      checkpoint: best.id,
      side: best.side,
      levels: outputs.levels.map(({ level }) => level),
      artist: growing.artist,
      name: growing.name,
      spans: anchorSpans(outputs).map(rounded),
      steps,
    },
  };
}

/** The first table as a picture. */
export async function tablePicture(art: Art): Promise<Buffer> {
  const { rgb } = paint(layoutOf(firstStickers, background), posterSide, art);
  return sharp(rgb, { raw: { width: posterSide, height: posterSide, channels: 3 } })
    .webp({ quality: 86 })
    .toBuffer();
}

/** All drawings of the first artist side by side, in the order of `drawingNames`; a missing one leaves its place free. */
export async function tray(art: Art): Promise<Buffer> {
  const [artist] = artists;
  const strip = new Uint8Array(drawingNames.length * thumbnailSide * thumbnailSide * 4);
  const across = drawingNames.length * thumbnailSide;
  drawingNames.forEach((name, column) => {
    const sprite = art.sprites.find((each) => each.artist === artist.id && each.name === name);
    if (sprite === undefined) return;
    const level = sprite.levels.findLast(({ side }) => side >= thumbnailSide) ?? sprite.levels[0]!;
    const margin = Math.floor((level.side - thumbnailSide) / 2);
    for (let y = 0; y < thumbnailSide; y++)
      for (let x = 0; x < thumbnailSide; x++) {
        const from = ((y + margin) * level.side + x + margin) * 4;
        const to = (y * across + column * thumbnailSide + x) * 4;
        const alpha = level.data[from + 3] ?? 0;
        for (let c = 0; c < 3; c++)
          strip[to + c] = alpha > 0 ? Math.round((level.data[from + c] ?? 0) / alpha) : 0;
        strip[to + 3] = Math.round(alpha * 255);
      }
  });
  return sharp(strip, { raw: { width: across, height: thumbnailSide, channels: 4 } })
    .webp({ quality: 80, alphaQuality: 90 })
    .toBuffer();
}
