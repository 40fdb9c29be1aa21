import { averagePrecision, type Examined, thresholds } from '../answers/average-precision.ts';
import { type Box, intersectionOverUnion } from '../answers/box.ts';
import { postProcessing } from '../answers/detections.ts';
import { suppressHard } from '../answers/suppress.ts';
import {
  type Choose,
  type Explain,
  exercise,
  type Lesson,
  once,
  type Predict,
  type Quantity,
} from './exercise.ts';
import { bestCut, secondLooks, sureOfIt } from './second-looks.ts';

/** Lesson “One look, two looks, and what AP measures”: overlap, ranked lists, thresholds, and the price of a second look. */

/** A square, and one of its size, shifted to the right by a part of its side. */
export interface Shift {
  readonly shift: number;
}
/** Sides are a hundred, so that hundredths of them are whole. */
const side = 100;
const square = (right = 0): Box => [0, right * side, side, (right + 1) * side];
const overlap = (shift: number) => intersectionOverUnion(square(), square(shift));

export const overlapOfSquares: Quantity<Shift> = {
  kind: 'number',
  id: 'iou-of-squares',
  goal: 'iou',
  tolerance: 0.01,
  variants: () => [0.5, 0.25, 0.2, 0.4, 0.1, 0.3, 0.6, 0.75].map((shift) => ({ shift })),
  truth: ({ shift }) => overlap(shift),
  slips: {
    oneArea: ({ shift }) => 1 - shift,
    bothAreas: ({ shift }) => (1 - shift) / 2,
  },
};

/** An IoU that two such squares are to have. */
export interface Wanted {
  readonly least: number;
}
/** The shift at which they have it, by halving. */
function shiftFor(least: number): number {
  let [low, high] = [0, 1];
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2;
    if (overlap(middle) >= least) low = middle;
    else high = middle;
  }
  return low;
}
export const shiftOfSquares: Quantity<Wanted> = {
  kind: 'number',
  id: 'shift-for-iou',
  goal: 'iou',
  tolerance: 0.02,
  variants: () => thresholds.map((least) => ({ least: Number(least.toFixed(2)) })),
  truth: ({ least }) => shiftFor(least),
  slips: { oneArea: ({ least }) => 1 - least },
};

/** Boxes of one class, the surest first: the object that each is drawn around, or null for one around nothing. */
export interface Listed {
  readonly objects: number;
  readonly found: readonly (number | null)[];
}
/** A picture of it: objects side by side, and boxes exactly on them or far from all of them. */
function pictureOf({ objects, found }: Listed): Examined {
  return {
    objects: Array.from({ length: objects }, (_, i) => ({ label: 0, box: square(2 * i) })),
    detections: found.map((object, rank) => ({
      label: 0,
      score: 1 - rank / (found.length + 1),
      box: square(2 * (object ?? objects + 1 + rank)),
    })),
  };
}
const ap50 = (list: Listed) => averagePrecision([pictureOf(list)], 1).ap50 ?? Number.NaN;
/** A list by what stands in it: `r` for an object found, `w` for a box around nothing, `d` for the last found object again. */
function listOf(objects: number, text: string): Listed {
  let next = 0;
  const found = [...text].map((each) => (each === 'r' ? next++ : each === 'd' ? next - 1 : null));
  return { objects, found };
}

export const guessPrecision: Predict<Listed> = {
  kind: 'predict',
  id: 'guess-ap',
  goal: null,
  variants: () => [listOf(2, 'rwr'), listOf(2, 'wrr'), listOf(3, 'rwrr'), listOf(3, 'rrwr')],
  truth: ap50,
};

/** Two lists with as many right and wrong boxes, in different orders. */
export interface TwoLists {
  readonly first: Listed;
  readonly second: Listed;
}
export const whichList: Choose<TwoLists> = {
  kind: 'choose',
  id: 'which-list',
  goal: 'rank',
  options: ['first', 'second', 'same'],
  variants: () =>
    (
      [
        [2, 'rwr', 'rrw'],
        [2, 'rrw', 'wrr'],
        [3, 'rrrw', 'rrwr'],
        [3, 'wrrr', 'rwrr'],
        [3, 'rrwrw', 'rrwwr'],
        // What stands behind the last right box is free.
        [2, 'rrw', 'rrww'],
        [3, 'rwrr', 'rwrrw'],
      ] as const
    ).map(([objects, first, second]) => ({
      first: listOf(objects, first),
      second: listOf(objects, second),
    })),
  truth: ({ first, second }) => {
    const difference = ap50(first) - ap50(second);
    if (Math.abs(difference) < 1e-6) return 'same';
    return difference > 0 ? 'first' : 'second';
  },
};

export const foundTwice: Quantity<Listed> = {
  kind: 'number',
  id: 'found-twice',
  goal: 'rank',
  tolerance: 0.015,
  variants: () =>
    ['rd', 'rdr', 'rdrr', 'rrd', 'rrdr', 'rdrd', 'rdd', 'rrdd', 'rddr'].map((text) => {
      const right = [...text].filter((each) => each === 'r').length;
      const twice = [...text].filter((each) => each === 'd').length;
      // Each double, were it right, would have found one more.
      return listOf(right + twice, text);
    }),
  truth: ap50,
  slips: {
    countsTwice: ({ objects, found }) => ap50({ objects, found: found.map((_, rank) => rank) }),
  },
};

/** Every box overlaps its object so much. */
export interface Loose {
  readonly overlap: number;
}
function looseBoxes({ overlap: iou }: Loose): Examined {
  const objects = [0, 2, 4].map((at) => ({ label: 0, box: square(at) }));
  return {
    objects,
    // As high and a part as wide as the object: so that part is their IoU.
    detections: objects.map(({ box: [top, left, bottom] }, i) => ({
      label: 0,
      score: 1 - i / 10,
      box: [top, left, bottom, left + iou * side] as const,
    })),
  };
}
/** By so much what is asked and what mistakes give must differ. */
const apart = 0.05;
const looseVariants = once(() =>
  [0.8, 0.62, 0.57, 0.72, 0.67, 0.77, 0.83, 0.88, 0.7, 0.6, 0.75]
    .map((iou) => ({ overlap: iou }))
    .filter((loose) => Math.abs(loose.overlap / meanPrecision(loose) - 1) > apart),
);
const precisionsOf = (loose: Loose) => averagePrecision([looseBoxes(loose)], 1);
function meanPrecision(loose: Loose): number {
  return precisionsOf(loose).ap ?? Number.NaN;
}
export const allLoose: Quantity<Loose> = {
  kind: 'number',
  id: 'all-loose',
  goal: 'hides',
  tolerance: 0.01,
  variants: looseVariants,
  truth: meanPrecision,
  slips: {
    meanIou: ({ overlap: iou }) => iou,
    ap50: (loose) => precisionsOf(loose).ap50 ?? Number.NaN,
  },
};

/** Boxes of one class, the surest first, each shifted to the right of the first by a part of its side. */
export interface Crowd {
  readonly shifts: readonly number[];
}
export const keptOf = ({ shifts }: Crowd) =>
  suppressHard(
    { boxes: shifts.map((shift) => square(shift)), scores: shifts.map((_, i) => 1 - i / 10) },
    shifts.length,
    postProcessing.overlap,
  ).map(({ index }) => index);
/** What were left if a box that was dropped could still drop others. */
const ifTheDroppedDrop = ({ shifts }: Crowd) =>
  shifts.filter(
    (shift, i) =>
      !shifts.slice(0, i).some((better) => overlap(Math.abs(shift - better)) > postProcessing.overlap),
  ).length;
const unlike = (truth: number, value: number) => (value === truth ? null : value);
export const thinned: Quantity<Crowd> = {
  kind: 'number',
  id: 'thinned',
  goal: 'hides',
  tolerance: 0,
  variants: () =>
    [
      [0, 0.2, 0.4],
      [0, 0.25, 0.5, 0.75],
      [0, 0.1, 0.6, 0.8],
      [0, 0.3, 0.6, 0.9],
      [0, 0.2, 0.5, 0.7, 1],
      [0, 0.5, 0.2, 0.7],
      [0, 0.25, 0.5, 0.75, 1],
    ].map((shifts) => ({ shifts })),
  truth: (crowd) => keptOf(crowd).length,
  slips: {
    chained: (crowd) => unlike(keptOf(crowd).length, ifTheDroppedDrop(crowd)),
    none: (crowd) => unlike(keptOf(crowd).length, crowd.shifts.length),
  },
};

export const oneNumberHides: Explain<Loose> = {
  kind: 'explain',
  id: 'one-number-hides',
  goal: 'hides',
  points: ['loose', 'rank', 'classes', 'pictures'],
  variants: () => looseVariants().slice(0, 1),
};

export const detectionLesson: Lesson = {
  id: 'one-look-two-looks-and-ap',
  version: 3,
  minutes: 90,
  goals: ['iou', 'rank', 'hides', 'price'],
  exercises: [
    exercise(guessPrecision),
    exercise(overlapOfSquares),
    exercise(shiftOfSquares),
    exercise(whichList),
    exercise(foundTwice),
    exercise(allLoose),
    exercise(thinned),
    exercise(secondLooks),
    exercise(bestCut),
    exercise(sureOfIt),
    exercise(oneNumberHides),
  ],
};
