import sharp from 'sharp';
import type { Card } from '../../../models/checkpoints/card.ts';
import { inputShape } from '../../../models/graph/graph.ts';
import { preprocess } from '../../../models/preprocess/automl.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../../models/scenes/scene.ts';
import { type ShownScene, shownScenes, shownSide } from '../../../models/scenes/shown-scenes.ts';
import { paintValues } from '../../components/colormap.ts';
import { Detector } from '../../engine/host/detect/detector.ts';
import { Complaint } from '../complaint.ts';
import { loadShipped } from '../loaded.ts';
import { useNodeBackend } from '../node-backend.ts';
import { readPicture } from '../pictures/read.ts';
import { loadArt } from '../scenes/art.ts';
import { readShipped, shippedNames } from '../shipped.ts';
import { named } from './named.ts';

/** Boxes below this score are left out of what lies in the page; the figure's slider goes no lower. */
const scoreThreshold = 0.05;

const digits = (value: number, count: number) => Number(value.toPrecision(count));

/** Average precision on the test scenes of the size that a detector is meant for. */
function worth({ measured = [], input }: Card): number {
  const row = measured.find(
    ({ partition, artist, size }) => partition === 'test' && artist === null && size === input.height,
  );
  return row?.ap ?? 0;
}

/** The trained detector of the greatest average precision. */
export function bestDetector(): string {
  const cards = shippedNames().map((id) => readShipped(id).card);
  const [best] = cards
    .filter(({ task, training }) => task === 'detection' && training !== undefined)
    .sort((a, b) => worth(b) - worth(a));
  if (best === undefined) throw new Complaint('No detector has been trained here.');
  return best.id;
}

/** The scenes that ship, as JPEG files by name. */
export async function scenePictures(): Promise<ReadonlyMap<string, Buffer>> {
  const art = await loadArt();
  const picture = async ({ seed, difficulty, artist }: ShownScene) => {
    const layout = scene(seed, art, { difficulty, artists: artist === null ? trainingArtists : [artist] });
    const { rgb } = paint(layout, shownSide, art);
    const raw = { width: shownSide, height: shownSide, channels: 3 as const };
    return sharp(rgb, { raw }).jpeg({ quality: 90, chromaSubsampling: '4:4:4' }).toBuffer();
  };
  const made = shownScenes.map(async (each) => [`${each.name}.jpg`, await picture(each)] as const);
  return new Map(await Promise.all(made));
}

/** A run of a detector on one of those files: what the live detector shows before a reader has run it. */
export async function detectorPoster(id: string, sample: string, file: string) {
  const runtime = await useNodeBackend('wasm');
  const { graph, weights, normalization, about } = loadShipped(id);
  const { mean, standardDeviation: std } = normalization;
  const [height, width] = inputShape(graph);
  const picture = await readPicture(file);
  const { values, scaled, imageScale } = preprocess(picture, [height, width], { mean, std });
  const executor = await runtime.load(graph, weights);
  const detector = new Detector(graph, about);
  const { looked } = await executor.run(values, {
    outputs: [],
    look: detector.look({ heatMaps: true }),
  });
  executor.dispose();
  const fit = {
    picture: [picture.height, picture.width],
    scaled,
    input: [height, width],
    imageScale,
  } as const;
  const { selection } = looked;
  const { boxes, candidates } = detector.detected({ run: 1, selection, fitted: fit }, { scoreThreshold });
  const maps = detector.heatMaps(selection);
  const poster = {
    checkpoint: id,
    sample,
    fit,
    candidates,
    boxes: named(boxes).map(({ label, name, score, box, level, anchor }) => ({
      label,
      name,
      score: digits(score, 5),
      box: box.map((edge) => digits(edge, 6)),
      level,
      anchor,
    })),
    levels: maps.map(({ level, cells, scores }) => ({
      level,
      cells,
      largest: digits(Math.max(...scores), 5),
    })),
  };
  const sheets = maps.map(async ({ level, cells, scores }): Promise<[string, Buffer]> => {
    const raw = { width: cells[1], height: cells[0], channels: 4 as const };
    const pixels = paintValues(scores, [0, 1]);
    return [`P${level}.png`, await sharp(pixels, { raw }).png({ compressionLevel: 9 }).toBuffer()];
  });
  return { poster, sheets: new Map(await Promise.all(sheets)) };
}
