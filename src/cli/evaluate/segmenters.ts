import { readFileSync, writeFileSync } from 'node:fs';
import type { Bootstrap } from '../../../models/answers/bootstrap.ts';
import { ConfusedPixels } from '../../../models/answers/mean-iou.ts';
import { segmentsOf } from '../../../models/answers/segments.ts';
import { type Card, type CardPixels, parseCard } from '../../../models/checkpoints/card.ts';
import { classMask } from '../../../models/scenes/mask.ts';
import { paint } from '../../../models/scenes/paint.ts';
import { scene, trainingArtists } from '../../../models/scenes/scene.ts';
import { partitionOf } from '../../../models/scenes/seeds.ts';
import { pixelClasses, type StickerSegmenter } from '../../../models/training/segmenters.ts';
import { Complaint } from '../complaint.ts';
import { loadArt } from '../scenes/art.ts';
import { rounded, withRow } from './card-row.ts';
import type { Scenes } from './scenes.ts';
import { loadStickerSegmenter } from './sticker-segmenter.ts';

/** How well a network names the pixels of scenes. */
export interface PixelReport extends Omit<CardPixels, 'iou' | 'partition'> {
  readonly network: string;
  readonly partition: string | null;
  /** Pixels that are of the class, and its intersection over union. */
  readonly classes: readonly {
    readonly label: string;
    readonly pixels: number;
    readonly iou: number | null;
  }[];
}

/** Runs each network over the scenes, on WebAssembly. */
export async function evaluateSegmenters(
  segmenters: readonly StickerSegmenter[],
  { first, count, size, artist }: Scenes,
  draws: number,
): Promise<PixelReport[]> {
  const art = await loadArt();
  const reports: PixelReport[] = [];
  for (const segmenter of segmenters) {
    const network = await loadStickerSegmenter(segmenter, size);
    const pixels = new ConfusedPixels(pixelClasses.length);
    for (let seed = first; seed < first + count; seed++) {
      const layout = scene(seed, art, { artists: artist === null ? trainingArtists : [artist] });
      const painted = paint(layout, size, art);
      const map = await network.run({ width: size, height: size, channels: 3, data: painted.rgb });
      pixels.add(classMask(layout, painted), segmentsOf(map, [size, size]).classes);
      if (process.stderr.isTTY) process.stderr.write(`\r${seed - first + 1} of ${count} scenes`);
    }
    if (process.stderr.isTTY) process.stderr.write('\n');
    const about = { network: segmenter.name, size, scenes: count, firstSeed: first, artist };
    reports.push({ ...about, partition: partitionOf(first), ...measured(pixels, draws) });
  }
  return reports;
}

function measured(pixels: ConfusedPixels, draws: number) {
  const { miou, iou, right } = pixels.accuracy();
  const interval = pixels.interval(draws);
  if (miou === null || right === null || interval === null)
    throw new Complaint('There are no pixels to name.');
  const matrix = pixels.matrix();
  const n = pixelClasses.length;
  const classes = pixelClasses.map((label, c) => ({
    label,
    pixels: matrix.subarray(c * n, (c + 1) * n).reduce((sum, value) => sum + value, 0),
    iou: iou[c] ?? null,
  }));
  const bootstrap: Bootstrap = { method: 'basic', draws, over: 'scenes' };
  return { miou, interval: [interval.low, interval.high] as const, bootstrap, right, classes };
}

/** The report for a person. */
export function printSegmenter(report: PixelReport): void {
  const { network, size, scenes, firstSeed, miou, interval, bootstrap, right, classes } = report;
  console.log(`${network} at ${size} px, ${scenes} scenes from seed ${firstSeed}`);
  console.log(`  mIoU          ${miou.toFixed(3)} of ${classes.length} classes`);
  console.log(
    `  95 %          ${interval[0].toFixed(3)} to ${interval[1].toFixed(3)}: ${bootstrap.method} bootstrap of mIoU, ${bootstrap.draws.toLocaleString('en')} draws over the scenes; training noise not included`,
  );
  console.log(`  pixels right  ${(100 * right).toFixed(1)} %`);
  for (const { label, iou } of classes)
    console.log(`  ${label.padEnd(12)}  ${iou === null ? 'none there' : iou.toFixed(3)}`);
}

/** Writes the measurement into the network's card, in place of the one of the same scenes. */
export function writePixels({ network, partition, classes, ...made }: PixelReport): void {
  if (partition === null) throw new Complaint('These scenes are in no part of the seeds.');
  const file = new URL(`../../../models/checkpoints/${network}/card.json`, import.meta.url);
  const card: Card = parseCard(JSON.parse(readFileSync(file, 'utf8')), network);
  const { artist, size, scenes, firstSeed, miou, interval, bootstrap, right } = made;
  const row: CardPixels = {
    ...{ partition, artist, size, scenes, firstSeed },
    miou: rounded(miou),
    interval: [rounded(interval[0]), rounded(interval[1])],
    bootstrap,
    right: rounded(right),
    iou: classes.map(({ iou }) => rounded(iou)),
  };
  const measuredPixels = withRow<'miou', CardPixels>(card.measuredPixels ?? [], row, network, 'miou');
  writeFileSync(file, `${JSON.stringify({ ...card, measuredPixels }, null, 2)}\n`);
}
