import { areaOf, type Box, intersectionOverUnion } from './box.ts';

/** One picture's answer and truth. */
export interface Examined {
  readonly detections: readonly { readonly label: number; readonly score: number; readonly box: Box }[];
  readonly objects: readonly { readonly label: number; readonly box: Box }[];
}

/** COCO's numbers; null where no object counts (no large objects, say). */
export interface AveragePrecision {
  /** Mean over IoU thresholds 0.50, 0.55 … 0.95 and classes. */
  readonly ap: number | null;
  readonly ap50: number | null;
  readonly ap75: number | null;
  /** Objects below 32², from 32² to 96², and above 96² pixels. */
  readonly small: number | null;
  readonly medium: number | null;
  readonly large: number | null;
  /** By class, null for one without objects. */
  readonly byLabel: readonly (number | null)[];
}

// As numpy's linspace computes them, to the last bit: an IoU can be exactly 0.65.
const thresholds = Array.from({ length: 10 }, (_, i) => (i === 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9)));
/** Recalls 0, 0.01 … 1 at which precision is read. */
const recalls = Array.from({ length: 101 }, (_, i) => (i === 100 ? 1 : i * 0.01));
const mostDetections = 100;
const areas = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const;

/** One class in one picture, matched at each threshold: bit t of `matched` and `ignored`. */
interface Matched {
  scores: number[];
  matched: Uint16Array;
  ignored: Uint16Array;
  objects: number;
}

interface ClassInPicture {
  boxes: Box[];
  scores: number[];
  objects: Box[];
  /** IoU of [detection, object], flat. */
  overlaps: Float64Array;
}

/**
 * COCO's average precision: ten IoU thresholds, 101 recalls, three area ranges, the best 100 boxes a class and picture
 * (pycocotools' COCOeval; equal to it to 1e-9, order of pictures included).
 */
export function averagePrecision(pictures: readonly Examined[], classes: number): AveragePrecision {
  const prepared = Array.from({ length: classes }, (_, label) =>
    pictures.flatMap((picture) => classInPicture(picture, label)),
  );
  const inRange = (range: readonly [number, number]) =>
    prepared.map((parts) => {
      const matches = parts.map((part) => matchAt(part, range));
      const objects = matches.reduce((sum, m) => sum + m.objects, 0);
      return objects === 0 ? null : curves(matches, objects);
    });
  const all = inRange(areas.all);
  const mean = (rows: readonly (readonly number[] | null)[], pick: (row: readonly number[]) => number) => {
    const values = rows.flatMap((row) => (row === null ? [] : [pick(row)]));
    return values.length === 0 ? null : values.reduce((a, b) => a + b) / values.length;
  };
  const overall = (row: readonly number[]) => row.reduce((a, b) => a + b) / row.length;
  return {
    ap: mean(all, overall),
    ap50: mean(all, (row) => row[0]!),
    ap75: mean(all, (row) => row[5]!),
    small: mean(inRange(areas.small), overall),
    medium: mean(inRange(areas.medium), overall),
    large: mean(inRange(areas.large), overall),
    byLabel: all.map((row) => (row === null ? null : overall(row))),
  };
}

/** Detections of one class, best first, and its objects; nothing where there are neither. */
function classInPicture(picture: Examined, label: number): ClassInPicture[] {
  const found = picture.detections.filter((d) => d.label === label);
  const objects = picture.objects.filter((o) => o.label === label).map((o) => o.box);
  if (found.length === 0 && objects.length === 0) return [];
  const best = found.toSorted((a, b) => b.score - a.score).slice(0, mostDetections);
  const overlaps = new Float64Array(best.length * objects.length);
  best.forEach((d, i) => {
    objects.forEach((box, j) => {
      overlaps[i * objects.length + j] = intersectionOverUnion(d.box, box);
    });
  });
  return [{ boxes: best.map((d) => d.box), scores: best.map((d) => d.score), objects, overlaps }];
}

/**
 * Gives each detection, best first, the free object that it overlaps most. Objects outside the area range are taken only where none
 * inside is left; they and detections outside that match nothing do not count.
 */
function matchAt(part: ClassInPicture, [low, high]: readonly [number, number]): Matched {
  const outside = (box: Box) => areaOf(box) < low || areaOf(box) > high;
  const order = [...part.objects.keys()];
  const ignore = part.objects.map(outside);
  const sorted = [...order.filter((i) => !ignore[i]), ...order.filter((i) => ignore[i])];
  const matched = new Uint16Array(part.boxes.length);
  const ignored = new Uint16Array(part.boxes.length);
  thresholds.forEach((threshold, t) => {
    const taken = new Set<number>();
    part.boxes.forEach((box, d) => {
      let best = Math.min(threshold, 1 - 1e-10);
      let at = -1;
      for (const object of sorted) {
        if (taken.has(object)) continue;
        if (at >= 0 && !ignore[at] && ignore[object]) break;
        const overlap = part.overlaps[d * part.objects.length + object]!;
        if (overlap < best) continue;
        best = overlap;
        at = object;
      }
      if (at >= 0) {
        taken.add(at);
        matched[d]! |= 1 << t;
        if (ignore[at]) ignored[d]! |= 1 << t;
      } else if (outside(box)) ignored[d]! |= 1 << t;
    });
  });
  return { scores: part.scores, matched, ignored, objects: ignore.filter((i) => !i).length };
}

/** Mean interpolated precision at each threshold. */
function curves(matches: readonly Matched[], objects: number): number[] {
  const scores = matches.flatMap((m) => m.scores);
  const matched = matches.flatMap((m) => [...m.matched]);
  const ignored = matches.flatMap((m) => [...m.ignored]);
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
  return thresholds.map((_, t) => {
    const recall: number[] = [];
    const precision: number[] = [];
    let right = 0;
    let wrong = 0;
    for (const i of order) {
      if ((ignored[i]! >> t) & 1) {
        // pycocotools keeps a point for it, equal to the one before.
      } else if ((matched[i]! >> t) & 1) right++;
      else wrong++;
      recall.push(right / objects);
      precision.push(right / (right + wrong + Number.EPSILON));
    }
    for (let i = precision.length - 1; i > 0; i--)
      if (precision[i]! > precision[i - 1]!) precision[i - 1] = precision[i]!;
    let sum = 0;
    let at = 0;
    for (const wanted of recalls) {
      while (at < recall.length && recall[at]! < wanted) at++;
      sum += precision[at] ?? 0;
    }
    return sum / recalls.length;
  });
}
