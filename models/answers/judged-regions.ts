import type { RegionClassesAnswer } from '../graph/answers.ts';
import { areaOf, type Box, clipTo, decodeBox } from './box.ts';
import type { Detection, Detections } from './detections.ts';
import { largestIndices } from './largest.ts';
import type { Proposal } from './proposals.ts';
import { suppressHard } from './suppress.ts';

/** What the second stage's four numbers are multiplied by: x, y, w, h (Girshick 2015). */
const regionVariances = [0.1, 0.1, 0.2, 0.2] as const;

/** How a two-stage detector's answer becomes boxes on the picture. */
export interface Judging {
  readonly scoreThreshold?: number;
  /** IoU with a better box of its class above which a box goes. */
  readonly overlap?: number;
  readonly maxDetections?: number;
}

/** What a second stage said of the regions, and how the picture was fitted into the input. */
interface JudgedRegions {
  readonly regions: readonly Proposal[];
  /** [region, classes + 1], flat. */
  readonly logits: Float32Array;
  /** [region, 4] x, y, w, h, flat: one box for all classes. */
  readonly boxes: Float32Array;
  /** Height and width of the picture. */
  readonly picture: readonly [height: number, width: number];
  /** Picture pixels an input pixel. */
  readonly imageScale: number;
}

const judging: Required<Judging> = { scoreThreshold: 0.001, overlap: 0.5, maxDetections: 100 };

/** Shares of a row of logits. */
function softmax(row: Float32Array): number[] {
  const largest = Math.max(...row);
  const powers = Array.from(row, (value) => Math.exp(value - largest));
  const sum = powers.reduce((a, b) => a + b, 0);
  return powers.map((value) => value / sum);
}

/** How a class is weighed for one region. */
export interface Weighed {
  /** Index into the labels; `null` for none of them. */
  readonly label: number | null;
  readonly probability: number;
}

/** The classes of one region, the likeliest first. `row`: its logits, [classes + 1]. */
export function weighedClasses(
  { background }: Pick<RegionClassesAnswer, 'background'>,
  row: Float32Array,
): Weighed[] {
  const nothing = background === 'first' ? 0 : row.length - 1;
  const shift = background === 'first' ? 1 : 0;
  return softmax(row)
    .map((probability, place) => ({ label: place === nothing ? null : place - shift, probability }))
    .sort((a, b) => b.probability - a.probability);
}

/**
 * From what a second stage says of regions to boxes on the picture, best first: softmax, the region moved by its four numbers, cut off at
 * the picture's edges, within a class those that overlap a better one left out. An anchor of a detection is its region's.
 * @throws RangeError where the boxes are one for each class.
 */
export function judgedRegions(
  answer: RegionClassesAnswer,
  judged: JudgedRegions,
  options: Judging = {},
): Detections {
  const { scoreThreshold, overlap, maxDetections } = { ...judging, ...options };
  const { regions, logits, boxes, picture, imageScale } = judged;
  if (boxes.length !== 4 * regions.length)
    throw new RangeError('One box a region is wanted, for all classes.');
  const classes = regions.length === 0 ? 0 : logits.length / regions.length;
  const shift = answer.background === 'first' ? 1 : 0;
  const moved: (Box | null)[] = regions.map(({ box }, i) => {
    const [x = 0, y = 0, w = 0, h = 0] = regionVariances.map((v, k) => v * boxes[4 * i + k]!);
    const own = decodeBox(box, [y, x, h, w]);
    return own && clipTo(own, picture[0] / imageScale, picture[1] / imageScale);
  });
  const scores: number[] = [];
  const origin: { region: number; label: number }[] = [];
  let skipped = 0;
  regions.forEach((_, region) => {
    const row = softmax(logits.subarray(region * classes, (region + 1) * classes));
    const box = moved[region];
    if (!box || row.some(Number.isNaN)) skipped++;
    else if (areaOf(box) > 0)
      for (let label = 0; label < classes - 1; label++) {
        const score = row[label + shift]!;
        if (score > scoreThreshold) {
          origin.push({ region, label });
          scores.push(score);
        }
      }
  });
  const sorted = largestIndices(scores, scores.length).map((i) => ({ ...origin[i]!, score: scores[i]! }));
  const kept = suppressHard(
    {
      boxes: sorted.map(({ region }) => moved[region]!),
      scores: sorted.map(({ score }) => score),
      labels: sorted.map(({ label }) => label),
    },
    maxDetections,
    overlap,
  );
  const detections = kept.map(({ index }): Detection => {
    const { region, label, score } = sorted[index]!;
    const [ymin, xmin, ymax, xmax] = moved[region]!;
    return {
      anchor: regions[region]!.anchor,
      label,
      score,
      box: [ymin * imageScale, xmin * imageScale, ymax * imageScale, xmax * imageScale],
    };
  });
  return { detections, skipped };
}
