import { roundFilters } from '../blocks/rounding.ts';
import { type Dimension, dimensions, networkOf, unscaled } from '../facts/scaled-b0.ts';
import { blocksOf, compoundCost, releasedCost } from '../facts/scaling.ts';
import { baseResolution, compound, costBase, paperBases } from '../families/efficientnet/compound.ts';
import { b0Stages } from '../published/efficientnet/stages.ts';
import { type Explain, exercise, type Lesson, type Order, once, type Quantity } from './exercise.ts';
import { type Model, models, numberIsPhi } from './number-is-phi.ts';
import { asDearAsWide, withinBudget } from './scaling-views.ts';

/** Lesson 3, “Compound scaling”: what the rule promises, what the count says, and what the released networks did. */

/** One dimension alone, times so much. */
export interface Alone {
  readonly factor: number;
}
const costAlone = (dimension: Dimension, factor: number) =>
  networkOf({ ...unscaled, [dimension]: factor }).multiplyAdds / networkOf(unscaled).multiplyAdds;

export const eachAlone: Order<Alone> = {
  kind: 'order',
  id: 'each-alone',
  goal: 'rule',
  variants: once(() => [2, 1.5, 2.5, 3].map((factor) => ({ factor }))),
  items: ({ factor }) => dimensions.map((id) => ({ id, value: costAlone(id, factor) })),
  slips: {},
};

/** A step of the rule, and the picture’s side that it asks for. */
export interface Step {
  readonly phi: number;
}
/** By so much the promise and the count must differ, so that one is no answer to the other. */
const apart = 0.05;
const steps = once(() =>
  [2, 3, 4, 1.5, 2.5, 3.5]
    .map((phi) => ({ phi }))
    .filter(({ phi }) => Math.abs(compoundCost(phi) / costBase(paperBases) ** phi - 1) > apart),
);

export const promised: Quantity<Step> = {
  kind: 'number',
  id: 'promised',
  goal: 'rule',
  tolerance: 0.02,
  variants: steps,
  truth: ({ phi }) => costBase(paperBases) ** phi,
  slips: {
    exactlyTwo: ({ phi }) => 2 ** phi,
    asFactor: ({ phi }) => phi ** 5,
    squaresForgotten: ({ phi }) => (paperBases.alpha * paperBases.beta * paperBases.gamma) ** phi,
  },
};

export const counted: Quantity<Step> = {
  kind: 'number',
  id: 'counted',
  goal: 'rule',
  tolerance: 0.02,
  variants: steps,
  truth: ({ phi }) => compoundCost(phi),
  slips: { promise: ({ phi }) => costBase(paperBases) ** phi },
};

const blocksAt = (phi: number) => {
  const { depth, width } = compound({ phi });
  return blocksOf({ depth, width, resolution: baseResolution });
};
const layers = b0Stages.filter(({ operator }) => operator.startsWith('MBConv')).map((stage) => stage.layers);
const sumOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0);

export const blocks: Quantity<Step> = {
  kind: 'number',
  id: 'blocks',
  goal: 'rounding',
  tolerance: 0,
  variants: once(() => [1, 0.5, 1.5, 2, 2.5, 3].map((phi) => ({ phi }))),
  truth: ({ phi }) => blocksAt(phi),
  slips: {
    sumRounded: ({ phi }) => unlike(blocksAt(phi), Math.round(sumOf(layers) * paperBases.alpha ** phi)),
    down: ({ phi }) =>
      unlike(blocksAt(phi), sumOf(layers.map((count) => Math.floor(count * paperBases.alpha ** phi)))),
  },
};

/** A mistake that gives the right number, or nearly, is none. */
function unlike(truth: number, value: number): number | null {
  return Math.abs(value / truth - 1) < 0.03 ? null : value;
}

/** Channels of a stage, and what they are multiplied by. */
export interface Widened {
  readonly stage: number;
  readonly channels: number;
  readonly width: number;
}
export const channels: Quantity<Widened> = {
  kind: 'number',
  id: 'channels',
  goal: 'rounding',
  tolerance: 0,
  variants: once(() => {
    const all = [1.2, 1.1, 1.4, 1.6, 1.8].flatMap((width) =>
      b0Stages.map(({ stage, channels: own }) => ({ stage, channels: own, width })),
    );
    const raised = (each: Widened) => roundFilters(each.channels, each.width) > nearest(each);
    // Those where the rule of nine tenths decides come first, the narrowest at their head.
    return all
      .filter((each) => unlike(roundFilters(each.channels, each.width), each.channels * each.width) !== null)
      .sort((a, b) => Number(raised(b)) - Number(raised(a)) || a.channels - b.channels);
  }),
  truth: ({ channels: own, width }) => roundFilters(own, width),
  slips: {
    unrounded: ({ channels: own, width }) => unlike(roundFilters(own, width), own * width),
    nearest: (each) => unlike(roundFilters(each.channels, each.width), nearest(each)),
  },
};
const nearest = ({ channels: own, width }: Widened) => Math.max(8, 8 * Math.floor((own * width + 4) / 8));

export const releasedTimes: Quantity<Model> = {
  kind: 'number',
  id: 'released',
  goal: 'names',
  tolerance: 0.03,
  variants: models,
  truth: ({ model }) => releasedCost(model).multiplyAdds / releasedCost('B0').multiplyAdds,
  slips: { byNumber: ({ number }) => 2 ** number },
};

export const whyTheCountDiffers: Explain<Step> = {
  kind: 'explain',
  id: 'why-the-count-differs',
  goal: 'rule',
  points: ['blocks', 'eights', 'product'],
  variants: once(() => steps().slice(0, 1)),
};

export const scalingLesson: Lesson = {
  id: 'compound-scaling-by-hand',
  version: 2,
  minutes: 90,
  goals: ['rule', 'rounding', 'names'],
  exercises: [
    exercise(eachAlone),
    exercise(asDearAsWide),
    exercise(promised),
    exercise(counted),
    exercise(withinBudget),
    exercise(blocks),
    exercise(channels),
    exercise(releasedTimes),
    exercise(numberIsPhi),
    exercise(whyTheCountDiffers),
  ],
};
