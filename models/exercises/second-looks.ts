import { searched } from '../facts/photographs/found.ts';
import { type Tally, tally } from '../facts/photographs/tally.ts';
import { releasedCost } from '../facts/scaling.ts';
import { efficientDet } from '../families/efficientdet/network.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { cost } from '../operators/cost.ts';
import { findStickerDetector, stickerGraph } from '../training/detectors.ts';
import { type Arrange, type Fault, kept, once, type Quantity } from './exercise.ts';

/** Of the lesson “One look, two looks, and what AP measures”: what a second look costs, and boxes on photographs. */

/** A detector whose boxes a B0 looks at again, one by one. */
export interface Detector {
  readonly detector: 'ours' | 'D0' | 'D1' | 'D2' | 'D3';
}
const costOf = kept((name: Detector['detector']) => {
  if (name !== 'ours') return cost(efficientDet(releasedDetector[name])).multiplyAdds;
  const own = findStickerDetector(searched.detector);
  if (own === undefined) throw new RangeError(`There is no detector ${searched.detector}.`);
  return cost(stickerGraph(own)).multiplyAdds;
});
export const detectorCost = ({ detector }: Detector): number => costOf(detector);
const looks = (of: Detector) => detectorCost(of) / releasedCost('B0').multiplyAdds;
export const secondLooks: Quantity<Detector> = {
  kind: 'number',
  id: 'second-looks',
  goal: 'price',
  tolerance: 0,
  variants: () => (['ours', 'D0', 'D1', 'D2', 'D3'] as const).map((detector) => ({ detector })),
  truth: (of) => Math.floor(looks(of)) + 1,
  slips: {
    // The quotient upside down says that a part of one look is enough.
    upsideDown: (of) => Math.ceil(1 / looks(of)),
    notYet: (of) => Math.floor(looks(of)),
  },
};

/** A score, what our detector of stickers finds in the photographs with boxes of at least that score, and what is told of these. */
export interface Sure extends Tally {
  readonly score: number;
  readonly told: 'asMany' | 'fewer';
}
/** The least score that the figure can be set to. */
const leastScore = 0.2;
const countOf = ({ right, wrong }: Tally) => right + wrong;
/** If a score were a chance, at least that part of the boxes above it would be right. */
const areAsMany = (sure: Sure) => sure.right >= sure.score * countOf(sure);

export const sureOfIt: Fault<Sure> = {
  kind: 'fault',
  id: 'sure-of-it',
  goal: 'hides',
  // Where no box is left there is nothing to tell of it, and of two boxes one may well be right whatever their scores say.
  variants: once(() =>
    (['asMany', 'fewer'] as const)
      .flatMap((told) =>
        [0.5, 0.3, 0.45, 0.25, 0.7, 0.35].map((score) => ({ told, score, ...tally(searched, score) })),
      )
      .filter((sure) => countOf(sure) > 0 && !areAsMany(sure)),
  ),
  parts: {
    order: (sure) => countOf(sure) < countOf(tally(searched, leastScore)),
    left: (sure) => countOf(sure) > 0,
    sure: (sure) => (sure.told === 'asMany') === areAsMany(sure),
  },
  reasons: ['none', 'some', 'fit', 'higher'],
  reason: ({ right }) => (right === 0 ? 'none' : 'some'),
};

/** Thresholds that the figure can be set to. */
const cuts = Array.from({ length: 71 }, (_, i) => (20 + i) / 100);
/** As many as are ever found in place and under their name, and with them the fewest that are wrong. */
const best = once((): Pick<Sure, 'right' | 'wrong'> => {
  const tallies = cuts.map((least) => tally(searched, least));
  const right = Math.max(...tallies.map((each) => each.right));
  const wrong = Math.min(...tallies.filter((each) => each.right === right).map((each) => each.wrong));
  return { right, wrong };
});
/** The same, and how many wrong boxes may be drawn beside the right ones. */
export interface Kept extends Pick<Sure, 'right' | 'wrong'> {
  readonly allowed: number;
}
/** So many more than need be, but not so many that the figure’s first view would be right. */
const more = [0, 3, 2, 1];
/** The score that the figure begins with. */
const firstScore = 0.25;
const rightAtFirst = ({ right, allowed }: Kept): boolean => {
  const first = tally(searched, firstScore);
  return first.right === right && first.wrong <= allowed;
};
/** Of the figure of photographs: boxes of a lower score are not drawn. */
export interface Cut {
  readonly least: number;
}
export const bestCut: Arrange<Kept, Cut> = {
  kind: 'set',
  id: 'best-cut',
  goal: 'hides',
  figure: 'photographs',
  variants: once(() =>
    more
      .map((count) => ({ ...best(), allowed: best().wrong + count }))
      .filter((variant) => !rightAtFirst(variant)),
  ),
  conditions: {
    right: ({ least }, { right }) => {
      const value = tally(searched, least).right;
      return { met: value === right, value };
    },
    wrong: ({ least }, { allowed }) => {
      const value = tally(searched, least).wrong;
      return { met: value <= allowed, value };
    },
  },
  accepted: ({ right, allowed }, draw) => {
    const good = cuts.filter((least) => {
      const found = tally(searched, least);
      return found.right === right && found.wrong <= allowed;
    });
    return { least: good[Math.floor(draw() * good.length)] ?? Number.NaN };
  },
  slips: {
    sureIsRight: {
      is: ({ least }, { right }) => tally(searched, least).right < right,
      example: () => ({ least: cuts.at(-1) ?? Number.NaN }),
    },
    tooMany: {
      is: ({ least }, { right, allowed }) => {
        const found = tally(searched, least);
        return found.right === right && found.wrong > allowed;
      },
      example: () => ({ least: cuts[0] ?? Number.NaN }),
    },
  },
};
