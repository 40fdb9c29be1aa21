import { areaOf, type Box } from '../answers/box.ts';
import { anchorLevels, anchorScales } from '../blocks/anchors.ts';
import { fusionNodes } from '../blocks/fusion-nodes.ts';
import { fusionShares } from '../blocks/fusion-shares.ts';
import { detector } from '../facts/necks.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { detectorBoxes } from '../published/efficientdet/training.ts';
import { attends } from './attends.ts';
import {
  type Arrange,
  exercise,
  kept,
  type Lesson,
  once,
  type PredictRun,
  type Quantity,
  type ReadOff,
} from './exercise.ts';
import {
  bothEnds,
  edges,
  edgesOf,
  five,
  fiveNecks,
  heard,
  nodes,
  nodesOf,
  whyBothWays,
} from './neck-paths.ts';

/** Lesson “Feature pyramids and BiFPN”: levels, what each neck hears and costs, and what its weights are. */

/** A sticker on a picture; its side as a part of the picture's. */
export interface Sticker {
  readonly picture: number;
  readonly size: number;
}
/** Intersection over union of two squares with one middle. */
const concentric = (a: number, b: number) => (Math.min(a, b) / Math.max(a, b)) ** 2;
const { anchorScale, maxLevel, resolution } = releasedDetector.D0;
const levelsOf = (picture: number) => anchorLevels({ size: [picture, picture], maxLevel });
/** The square anchors of a level of D0, in pixels. */
export const squareAnchors = (level: number): readonly number[] =>
  anchorScales.map((scale) => anchorScale * 2 ** level * scale);

/** The level whose square anchors come nearest to a sticker. */
export function levelBySize({ picture, size }: Sticker): number {
  const fits = levelsOf(picture).map(({ level }) => ({
    level,
    fit: Math.max(...squareAnchors(level).map((side) => concentric(side, size * picture))),
  }));
  return fits.sort((a, b) => b.fit - a.fit)[0]?.level ?? Number.NaN;
}

/** What the table of stickers says of a run, as far as a level is read off it. */
interface TableRun {
  /** Pixels of its picture, along either side. */
  readonly side?: number;
  readonly stickers?: number;
  readonly boxes?: readonly { readonly score: number; readonly level: number; readonly box?: Box }[];
}
const surestOf = ({ boxes = [] }: TableRun) => boxes.toSorted((a, b) => b.score - a.score)[0];
/** A box is drawn so much larger or smaller than its sticker, and the reader’s hand is no ruler. */
const sizeTolerance = 0.2;

export const whichLevel: PredictRun<Sticker> = {
  kind: 'predict',
  id: 'which-level',
  goal: null,
  figure: 'sticker-table',
  variants: () => [0.5, 0.1, 1, 0.25, 0.75].map((size) => ({ picture: resolution, size })),
  // A run answers the guess where one sticker of that size lies on the table.
  measured: (result, { size }) => {
    const run = (result ?? {}) as TableRun;
    const surest = surestOf(run);
    if (run.stickers !== 1 || run.side === undefined || surest?.box === undefined) return null;
    const side = Math.sqrt(areaOf(surest.box)) / run.side;
    return Math.abs(side / size - 1) <= sizeTolerance ? [surest.level] : null;
  },
  found: ([level = Number.NaN]) => level,
};

const firstLevel = levelsOf(resolution)[0]?.level ?? Number.NaN;
export const ownLevel: ReadOff<null> = {
  kind: 'read',
  id: 'own-level',
  goal: 'levels',
  figure: 'sticker-table',
  variants: () => [null],
  // With one sticker on the table there is one level to be named.
  measured: (result) => {
    const run = (result ?? {}) as TableRun;
    const surest = surestOf(run);
    return run.stickers === 1 && surest !== undefined ? [surest.level] : null;
  },
  band: ([level = 0]) => ({ value: level, from: level, to: level }),
  slips: { countedFromOne: ([level = 0]) => level - firstLevel + 1 },
};

/** A level of a square picture. */
export interface LevelOf {
  readonly picture: number;
  readonly level: number;
}
const pictures = [512, 640, 768, 896, 1024, 1280, 1536];
const levelAt = ({ picture, level }: LevelOf) => {
  const found = levelsOf(picture).find((each) => each.level === level);
  if (found === undefined) throw new RangeError(`There is no level ${level}.`);
  return found;
};
const cellsAt = (of: LevelOf) => levelAt(of).cells[0] * levelAt(of).cells[1];
/** Every picture at the levels given, the first of these first. */
const levelsIn = (levels: readonly number[]) =>
  levels.flatMap((level) => pictures.map((picture) => ({ picture, level })));

export const cells: Quantity<LevelOf> = {
  kind: 'number',
  id: 'cells',
  goal: 'levels',
  tolerance: 0,
  variants: () => levelsIn([5, 4, 3, 6]),
  truth: cellsAt,
  slips: {
    oneSide: (of) => levelAt(of).cells[0],
    levelBefore: (of) => cellsAt(of) * 4,
    anchors: (of) => levelAt(of).count,
  },
};

export const anchorShare: Quantity<LevelOf> = {
  kind: 'number',
  id: 'anchor-share',
  goal: 'levels',
  tolerance: 0.01,
  variants: () => levelsIn([3, 4, 5]),
  truth: (of) => levelAt(of).count / levelsOf(of.picture).reduce((sum, { count }) => sum + count, 0),
  slips: {
    equal: ({ picture }) => 1 / levelsOf(picture).length,
    halved: ({ picture, level }) => 0.5 ** (level - (levelsOf(picture)[0]?.level ?? 0) + 1),
    sides: (of) =>
      levelAt(of).cells[0] / levelsOf(of.picture).reduce((sum, { cells: [side] }) => sum + side, 0),
  },
};

/** Raw weights of a node with two inputs. */
export interface Raw {
  readonly first: number;
  readonly second: number;
}
const sharesOf = (method: 'softmax' | 'fastNormalized', { first, second }: Raw) =>
  fusionShares({ method, epsilon: detectorBoxes.fusionEpsilon }, [first, second])[0] ?? Number.NaN;
/** By so much the two rules must differ, so that one is no answer to the other. */
const apart = 0.05;
const raws = once((): readonly Raw[] => {
  const values = [3, 2, 1, 4, 0.5, 2.5];
  const pairs = values.flatMap((first) => [1, 2, 3, 0.5, 1.5, 4].map((second) => ({ first, second })));
  return pairs.filter(
    (raw) =>
      raw.first !== raw.second &&
      Math.abs(sharesOf('softmax', raw) / sharesOf('fastNormalized', raw) - 1) > apart,
  );
});
const whole = ({ first }: Raw) => first;

export const softmaxShare: Quantity<Raw> = {
  kind: 'number',
  id: 'softmax-share',
  goal: 'shares',
  tolerance: 0.01,
  variants: raws,
  truth: (raw) => sharesOf('softmax', raw),
  slips: {
    ratio: (raw) => sharesOf('fastNormalized', raw),
    otherInput: (raw) => 1 - sharesOf('softmax', raw),
  },
};
export const fastShare: Quantity<Raw> = {
  kind: 'number',
  id: 'fast-share',
  goal: 'shares',
  tolerance: 0.01,
  variants: raws,
  truth: (raw) => sharesOf('fastNormalized', raw),
  slips: { difference: (raw) => sharesOf('softmax', raw), unnormalised: whole },
};

/** Shares by the fast rule that are to be so many to one. */
export interface ToOne {
  readonly ratio: number;
}
/** How far from the ratio asked is near enough, as a part of it: weights have two decimals. */
const near = 0.02;
const isNear = (value: number, wanted: number) => Math.abs(value / wanted - 1) <= near;
const ratioBy = (method: 'softmax' | 'fastNormalized', raw: Raw) =>
  sharesOf(method, raw) / sharesOf(method, { first: raw.second, second: raw.first });
const hundredths = (value: number) => Number(value.toFixed(2));

export const smallSum: Arrange<ToOne, Raw> = {
  kind: 'set',
  id: 'small-sum',
  goal: 'shares',
  figure: 'mix-two-maps',
  variants: () => [3, 2, 4, 1.5].map((ratio) => ({ ratio })),
  conditions: {
    ratio: (raw, { ratio }) => {
      const value = ratioBy('fastNormalized', raw);
      return { met: isNear(value, ratio), value };
    },
    sum: (raw) => ({ met: raw.first + raw.second < 1, value: raw.first + raw.second }),
  },
  accepted: ({ ratio }, draw) => {
    const second = (1 + Math.floor(draw() * 8)) / 50;
    return { first: hundredths(ratio * second), second };
  },
  slips: {
    sumForgotten: {
      is: (raw, { ratio }) => isNear(ratioBy('fastNormalized', raw), ratio) && raw.first + raw.second >= 1,
      example: ({ ratio }) => ({ first: ratio, second: ratio / ratio }),
    },
    softmax: {
      is: (raw, { ratio }) => isNear(ratioBy('softmax', raw), ratio),
      example: ({ ratio }) => ({ first: hundredths(0.5 + Math.log(ratio)), second: 0.5 }),
    },
  },
};

/** How many numbers a detector's neck weighs its maps with. */
export interface Weights {
  readonly size: 'D0' | 'D1' | 'D2' | 'D3' | 'D4';
}
export const cellsIn = ({ size }: Weights) => releasedDetector[size].cells;
const oneCell = () => edgesOf({ network: 'bifpn', ...five });
const fusionInputs = kept((size: Weights['size']) =>
  fusionNodes(detector(size)).reduce((sum, { inputs }) => sum + inputs.length, 0),
);
export const fusionWeights: Quantity<Weights> = {
  kind: 'number',
  id: 'fusion-weights',
  goal: 'learned',
  tolerance: 0,
  variants: () => (['D0', 'D1', 'D2', 'D3', 'D4'] as const).map((size) => ({ size })),
  truth: ({ size }) => fusionInputs(size),
  slips: {
    oneCell,
    nodes: (of) => nodesOf({ network: 'bifpn', ...five }).length * cellsIn(of),
    channels: (of) => oneCell() * cellsIn(of) * releasedDetector[of.size].width,
  },
};

export const necksLesson: Lesson = {
  id: 'feature-pyramids-and-bifpn',
  version: 2,
  minutes: 90,
  goals: ['levels', 'paths', 'shares', 'learned'],
  exercises: [
    exercise(whichLevel),
    exercise(ownLevel),
    exercise(cells),
    exercise(anchorShare),
    exercise(nodes),
    exercise(edges),
    exercise(heard),
    exercise(bothEnds),
    exercise(fiveNecks),
    exercise(softmaxShare),
    exercise(fastShare),
    exercise(smallSum),
    exercise(fusionWeights),
    exercise(attends),
    exercise(whyBothWays),
  ],
};
