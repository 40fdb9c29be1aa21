import { ConfusedPixels } from '../../../models/answers/mean-iou.ts';
import { unnamedClass } from '../../words/en/classes.ts';

/** What became of one class's pixels in one picture. */
export interface JudgedClass {
  /** Index into the network's labels; 0 is the background. */
  readonly place: number;
  readonly label: string;
  /** Pixels that were taken for it. */
  readonly found: number;
  /** Pixels that are of it, and intersection over union; null where the truth is not known. */
  readonly there: number | null;
  readonly iou: number | null;
}

export interface Judged {
  /** Classes that are there or were found, in the order of the labels. */
  readonly classes: readonly JudgedClass[];
  readonly pixels: number;
  /** Part of the pixels that were named right, and mean intersection over union; null where the truth is not known. */
  readonly right: number | null;
  readonly miou: number | null;
}

/**
 * Counts what was found in one picture, and holds it against what is there.
 * @param truth the class of each pixel; null where nobody knows it, as in a photograph
 */
export function judge(found: Uint8Array, truth: Uint8Array | null, labels: readonly string[]): Judged {
  const confused = new ConfusedPixels(labels.length);
  confused.add(truth ?? found, found);
  const matrix = confused.matrix();
  const { iou, miou, right } = confused.accuracy();
  const n = labels.length;
  const classes = labels.flatMap((label, place): JudgedClass[] => {
    let [is, taken] = [0, 0];
    for (let other = 0; other < n; other++) {
      is += matrix[place * n + other]!;
      taken += matrix[other * n + place]!;
    }
    if (is + taken === 0) return [];
    const known = truth !== null;
    return [
      { place, label, found: taken, there: known ? is : null, iou: known ? (iou[place] ?? null) : null },
    ];
  });
  const known = truth !== null;
  return { classes, pixels: found.length, right: known ? right : null, miou: known ? miou : null };
}

/** One line of the legend: a class, and what became of it in one answer or in two. */
export interface LegendRow {
  readonly place: number;
  readonly label: string;
  /** Undefined where the class is neither there nor was found. */
  readonly own: JudgedClass | undefined;
  readonly other: JudgedClass | undefined;
}

/** The classes of two answers to one scene, in the order of the labels. */
export function legendRows(own: Judged, other: Judged | null): readonly LegendRow[] {
  const of = (judged: Judged | null, place: number) => judged?.classes.find((each) => each.place === place);
  const labels = new Map(
    [...own.classes, ...(other?.classes ?? [])].map(({ place, label }) => [place, label]),
  );
  return [...labels]
    .map(([place, label]) => ({ place, label, own: of(own, place), other: of(other, place) }))
    .toSorted((a, b) => a.place - b.place);
}

/** One class that a pixel may be, as the network weighs it. */
export interface Weighed {
  readonly place: number;
  readonly label: string;
  readonly logit: number;
  /** Softmax over all classes. */
  readonly probability: number;
}

/** The largest logits of one pixel, largest first. */
export function weighed(logits: ArrayLike<number>, labels: readonly string[], most = 5): readonly Weighed[] {
  const all = Array.from(logits);
  const largest = Math.max(...all);
  const sum = all.reduce((total, logit) => total + Math.exp(logit - largest), 0);
  return all
    .map((logit, place) => ({
      place,
      label: labels[place] ?? unnamedClass(place),
      logit,
      probability: Math.exp(logit - largest) / sum,
    }))
    .sort((a, b) => b.logit - a.logit)
    .slice(0, most);
}
