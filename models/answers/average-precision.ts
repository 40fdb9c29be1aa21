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

/** Of IoU, at which COCO asks whether a box is right; as numpy's linspace has them, to the last bit: an IoU can be exactly 0.65. */
export const thresholds = Array.from({ length: 10 }, (_, i) =>
  i === 9 ? 0.95 : 0.5 + i * ((0.95 - 0.5) / 9),
);
/** Recalls 0, 0.01 … 1 at which precision is read. */
export const recalls = Array.from({ length: 101 }, (_, i) => (i === 100 ? 1 : i * 0.01));
const mostDetections = 100;
const areas = {
  all: [0, 1e10],
  small: [0, 32 ** 2],
  medium: [32 ** 2, 96 ** 2],
  large: [96 ** 2, 1e10],
} as const;
/** All objects, or those of one of COCO's three sizes. */
export type Area = keyof typeof areas;
const areaNames = Object.keys(areas) as Area[];

/** Detections of one class, best first. */
export interface RankedList {
  /** How many objects there are to find. */
  readonly objects: number;
  readonly detections: readonly RankedDetection[];
}

export interface RankedDetection {
  readonly score: number;
  /** Number of the picture that it was made in. */
  readonly picture: number;
  /** Bit t is set where it is right at `thresholds[t]`. */
  readonly rightAt: number;
}

/** One class in one picture, matched at each threshold: bit t of `matched` and `ignored`. */
interface Matched {
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

/** All detections of one class, in the order of their pictures. */
interface ClassRecord {
  readonly scores: number[];
  /** The picture of each detection. */
  readonly pictures: number[];
  readonly areas: Readonly<Record<Area, AreaRecord>>;
}

interface AreaRecord {
  /** Of each detection: bit t set where it is right, or does not count, at threshold t. */
  readonly matched: number[];
  readonly ignored: number[];
  /** How many objects count, for each picture that holds any. */
  readonly objects: Map<number, number>;
}

/** Detections of one class and area range, best first. */
interface Ranked {
  readonly pictures: Int32Array;
  readonly matched: Uint16Array;
  readonly ignored: Uint16Array;
  readonly objects: readonly (readonly [picture: number, count: number])[];
}

/**
 * Pictures matched once, with nothing kept of them but what is right and what is wrong at which threshold. Precision can then be read for
 * all of them, or for any number of copies of each.
 */
export class MatchedPictures {
  readonly #classes: readonly ClassRecord[];
  #count = 0;
  #ranked: readonly Ranked[] | undefined;

  constructor(classes: number) {
    const record = (): AreaRecord => ({ matched: [], ignored: [], objects: new Map() });
    this.#classes = Array.from({ length: classes }, () => ({
      scores: [],
      pictures: [],
      areas: { all: record(), small: record(), medium: record(), large: record() },
    }));
  }

  /** Pictures added so far. */
  get count(): number {
    return this.#count;
  }

  add(picture: Examined): void {
    const number = this.#count++;
    this.#ranked = undefined;
    this.#classes.forEach((record, label) => {
      const part = classInPicture(picture, label);
      if (part === undefined) return;
      record.scores.push(...part.scores);
      for (const _ of part.scores) record.pictures.push(number);
      for (const area of areaNames) {
        const { matched, ignored, objects } = matchAt(part, areas[area]);
        const kept = record.areas[area];
        kept.matched.push(...matched);
        kept.ignored.push(...ignored);
        if (objects > 0) kept.objects.set(number, objects);
      }
    });
  }

  /** COCO's numbers for all pictures, each counted once. */
  precision(): AveragePrecision {
    const rows = Object.fromEntries(
      areaNames.map((area) => [area, this.#rows(area, new Float64Array(this.#count).fill(1))]),
    ) as Record<Area, readonly (readonly number[] | null)[]>;
    return {
      ap: mean(rows.all, overall),
      ap50: mean(rows.all, (row) => row[0]!),
      ap75: mean(rows.all, (row) => row[5]!),
      small: mean(rows.small, overall),
      medium: mean(rows.medium, overall),
      large: mean(rows.large, overall),
      byLabel: rows.all.map((row) => (row === null ? null : overall(row))),
    };
  }

  /** AP at each of `thresholds`, mean over the classes that have objects of the size; null where none has. */
  byThreshold(): Readonly<Record<Area, readonly (number | null)[]>> {
    const once = new Float64Array(this.#count).fill(1);
    const at = (area: Area) => {
      const rows = this.#rows(area, once);
      return thresholds.map((_, t) => mean(rows, (row) => row[t]!));
    };
    return { all: at('all'), small: at('small'), medium: at('medium'), large: at('large') };
  }

  /** The detections of a class in all pictures, objects of all sizes counted, as its precision is read from them. */
  rankedList(label: number): RankedList {
    const record = this.#classes[label];
    if (record === undefined) throw new RangeError(`There is no class ${label}.`);
    const { matched, objects } = record.areas.all;
    const order = [...record.scores.keys()].sort((a, b) => record.scores[b]! - record.scores[a]! || a - b);
    return {
      objects: [...objects.values()].reduce((sum, count) => sum + count, 0),
      detections: order.map((i) => ({
        score: record.scores[i]!,
        picture: record.pictures[i]!,
        rightAt: matched[i]!,
      })),
    };
  }

  /** AP over objects of all sizes, where picture i stands `copies[i]` times. */
  precisionOf(copies: Float64Array): number | null {
    return mean(this.#rows('all', copies), overall);
  }

  /** Mean interpolated precision of each class at each threshold; null for a class without objects. */
  #rows(area: Area, copies: Float64Array): readonly (readonly number[] | null)[] {
    const ranked = area === 'all' ? this.#rankedOfAll() : this.#classes.map((each) => rank(each, area));
    return ranked.map((each) => curves(each, copies));
  }

  /** A bootstrap reads these thousands of times. */
  #rankedOfAll(): readonly Ranked[] {
    this.#ranked ??= this.#classes.map((each) => rank(each, 'all'));
    return this.#ranked;
  }
}

/**
 * COCO's average precision: ten IoU thresholds, 101 recalls, three area ranges, the best 100 boxes a class and picture
 * (pycocotools' COCOeval; equal to it to 1e-9, order of pictures included).
 */
export function averagePrecision(pictures: readonly Examined[], classes: number): AveragePrecision {
  const matched = new MatchedPictures(classes);
  for (const picture of pictures) matched.add(picture);
  return matched.precision();
}

/**
 * Of each detection of one picture, in the order given: bit t is set where it is right at `thresholds[t]`, objects of all sizes counted.
 * @param classes how many there are
 */
export function rightAt(picture: Examined, classes: number): readonly number[] {
  const bits = picture.detections.map(() => 0);
  for (let label = 0; label < classes; label++) {
    const part = classInPicture(picture, label);
    if (part === undefined) continue;
    const order = [...picture.detections.keys()]
      .filter((i) => picture.detections[i]!.label === label)
      .sort((a, b) => picture.detections[b]!.score - picture.detections[a]!.score);
    const { matched } = matchAt(part, areas.all);
    for (const [place, mask] of matched.entries()) bits[order[place]!] = mask;
  }
  return bits;
}

const overall = (row: readonly number[]) => row.reduce((a, b) => a + b) / row.length;

function mean(
  rows: readonly (readonly number[] | null)[],
  pick: (row: readonly number[]) => number,
): number | null {
  const values = rows.flatMap((row) => (row === null ? [] : [pick(row)]));
  return values.length === 0 ? null : values.reduce((a, b) => a + b) / values.length;
}

/** Detections of one class, best first, and its objects; undefined where there are neither. */
function classInPicture(picture: Examined, label: number): ClassInPicture | undefined {
  const found = picture.detections.filter((d) => d.label === label);
  const objects = picture.objects.filter((o) => o.label === label).map((o) => o.box);
  if (found.length === 0 && objects.length === 0) return undefined;
  const best = found.toSorted((a, b) => b.score - a.score).slice(0, mostDetections);
  const overlaps = new Float64Array(best.length * objects.length);
  best.forEach((d, i) => {
    objects.forEach((box, j) => {
      overlaps[i * objects.length + j] = intersectionOverUnion(d.box, box);
    });
  });
  return { boxes: best.map((d) => d.box), scores: best.map((d) => d.score), objects, overlaps };
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
  return { matched, ignored, objects: ignore.filter((i) => !i).length };
}

/** Equal scores stay in the order of their pictures. */
function rank({ scores, pictures, areas: records }: ClassRecord, area: Area): Ranked {
  const { matched, ignored, objects } = records[area];
  const order = [...scores.keys()].sort((a, b) => scores[b]! - scores[a]! || a - b);
  return {
    pictures: Int32Array.from(order, (i) => pictures[i]!),
    matched: Uint16Array.from(order, (i) => matched[i]!),
    ignored: Uint16Array.from(order, (i) => ignored[i]!),
    objects: [...objects],
  };
}

/** Mean interpolated precision at each threshold; null without objects. */
function curves({ pictures, matched, ignored, objects }: Ranked, copies: Float64Array): number[] | null {
  let total = 0;
  for (const [picture, count] of objects) total += count * copies[picture]!;
  if (total === 0) return null;
  // Precision is read at recalls, and recall rises with right detections only: of the others, their number is enough.
  const recall = new Float64Array(pictures.length);
  const precision = new Float64Array(pictures.length);
  return thresholds.map((_, t) => {
    let points = 0;
    let right = 0;
    let wrong = 0;
    for (let i = 0; i < pictures.length; i++) {
      const times = copies[pictures[i]!]!;
      if (times === 0 || (ignored[i]! >> t) & 1) continue;
      if (((matched[i]! >> t) & 1) === 0) {
        wrong += times;
        continue;
      }
      right += times;
      recall[points] = right / total;
      precision[points] = right / (right + wrong + Number.EPSILON);
      points++;
    }
    for (let i = points - 1; i > 0; i--)
      if (precision[i]! > precision[i - 1]!) precision[i - 1] = precision[i]!;
    let sum = 0;
    let at = 0;
    for (const wanted of recalls) {
      while (at < points && recall[at]! < wanted) at++;
      if (at === points) break;
      sum += precision[at]!;
    }
    return sum / recalls.length;
  });
}
