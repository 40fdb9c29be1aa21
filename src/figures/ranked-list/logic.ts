import { thresholds } from '../../../models/answers/average-precision.ts';
import { type PrecisionRecall, precisionRecall } from '../../../models/answers/precision-recall.ts';
import type { RankedListView } from './view.ts';

/** The surest boxes of one class in some scenes, as `npm run figure-data` keeps them. */
export interface KeptList {
  readonly label: string;
  /** How many there are to find in those scenes. */
  readonly objects: number;
  /** Bit t of `rightAt` is set where the box is right at the t-th threshold. */
  readonly detections: readonly (readonly [score: number, picture: number, rightAt: number])[];
}

export interface KeptLists {
  readonly detector: string;
  readonly title: string;
  readonly size: number;
  readonly scenes: number;
  readonly firstSeed: number;
  readonly lists: readonly KeptList[];
}

/** A box of the list as the reader sees it. */
export interface Row {
  readonly rank: number;
  readonly score: number;
  readonly picture: number;
  readonly right: boolean;
  readonly taken: boolean;
  /** The strictest threshold at which it is right; null where it never is. */
  readonly best: number | null;
}

export interface Read {
  readonly label: string;
  readonly objects: number;
  readonly rows: readonly Row[];
  /** Of the boxes taken so far. */
  readonly curve: PrecisionRecall;
  /** Of the whole list. */
  readonly whole: PrecisionRecall;
  readonly right: number;
}

/** The place of an IoU among the ten thresholds. */
export function thresholdIndex(least: number): number {
  return Math.min(thresholds.length - 1, Math.max(0, Math.round((least - 0.5) / 0.05)));
}

/** A list read down to where the reader is. */
export function readList({ lists }: Pick<KeptLists, 'lists'>, view: RankedListView): Read {
  const list = lists.find(({ label }) => label === view.list) ?? lists[0];
  if (list === undefined) throw new RangeError('There is no ranked list.');
  const t = thresholdIndex(view.least);
  const right = list.detections.map(([, , rightAt]) => ((rightAt >> t) & 1) === 1);
  const taken = Math.min(view.taken, right.length);
  return {
    label: list.label,
    objects: list.objects,
    right: right.slice(0, taken).filter(Boolean).length,
    rows: list.detections.map(([score, picture, rightAt], index) => ({
      rank: index + 1,
      score,
      picture,
      right: right[index] ?? false,
      taken: index < taken,
      best: rightAt === 0 ? null : (thresholds[31 - Math.clz32(rightAt)] ?? null),
    })),
    curve: precisionRecall(right.slice(0, taken), list.objects),
    whole: precisionRecall(right, list.objects),
  };
}

/** The interpolated precision as steps, for drawing: level up to each recall at which it falls. */
export function stairs({ steps }: PrecisionRecall): (readonly [recall: number, precision: number])[] {
  const points: (readonly [number, number])[] = [];
  let recall = 0;
  for (const step of steps) {
    if (step.recall === recall && points.length > 0) continue;
    if (step.recall === 0) continue;
    points.push([recall, step.interpolated], [step.recall, step.interpolated]);
    recall = step.recall;
  }
  if (points.length > 0) points.push([recall, 0]);
  return points;
}
