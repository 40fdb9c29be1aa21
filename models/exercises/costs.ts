import { block, graph } from '../facts/inside-b0.ts';
import { networkOf, unscaled } from '../facts/scaled-b0.ts';
import { opAt } from '../graph/graph.ts';
import type { Op } from '../graph/op.ts';
import { isWithin, scopesOf } from '../graph/scopes.ts';
import { costsByScope, multiplyAddsOf } from '../operators/cost.ts';
import { onesAreCheap } from './cheap-ones.ts';
import {
  type Choose,
  type Explain,
  exercise,
  type Lesson,
  type Order,
  once,
  type Predict,
  type Quantity,
} from './exercise.ts';
import { openTheMost } from './opened.ts';

/** Lesson 1, “What a convolution costs”: layers of B0, with what typical mistakes about them come to. */

/** A layer as its cost is computed from it. */
export interface Layer {
  readonly name: string;
  readonly kernel: number;
  readonly stride: number;
  /** Channels in and out. */
  readonly from: number;
  readonly to: number;
  /** Cells of its output, along either side. */
  readonly side: number;
  /** Counted from the graph. */
  readonly multiplyAdds: number;
}

type Windowed = Extract<Op, { kind: 'conv2d' | 'depthwiseConv2d' }>;
const isWindowed = (op: Op): op is Windowed => op.kind === 'conv2d' || op.kind === 'depthwiseConv2d';

function layerOf(op: Windowed): Layer {
  return {
    name: op.name,
    kernel: op.kernelSize[0],
    stride: op.stride[0],
    from: opAt(graph, op.inputs[0] ?? 0).shape[2],
    to: op.shape[2],
    side: op.shape[0],
    multiplyAdds: multiplyAddsOf(graph, op),
  };
}
const convolutions = graph.ops.filter(isWindowed);
/** Those of a gate look at one cell: nothing of the lesson can be seen on them. */
const full = convolutions.filter(({ kind, shape }) => kind === 'conv2d' && shape[0] > 1).map(layerOf);
const depthwise = convolutions.filter(({ kind }) => kind === 'depthwiseConv2d').map(layerOf);

/** The picture’s side, times so much. */
export interface Grown {
  readonly side: number;
}
export const doubleTheSide: Predict<Grown> = {
  kind: 'predict',
  id: 'double-the-side',
  goal: null,
  variants: () => [2, 1.5, 3, 2.5, 1.2].map((side) => ({ side })),
  truth: ({ side }) =>
    networkOf({ ...unscaled, resolution: side }).multiplyAdds / networkOf(unscaled).multiplyAdds,
};

/** Weights stand in the layers and not in the picture: whoever answers the square takes them for cells. */
export const andTheWeights: Predict<Grown> = {
  kind: 'predict',
  id: 'and-the-weights',
  goal: null,
  variants: doubleTheSide.variants,
  truth: ({ side }) =>
    networkOf({ ...unscaled, resolution: side }).parameters / networkOf(unscaled).parameters,
};

export const layerCost: Quantity<Layer> = {
  kind: 'number',
  id: 'layer-cost',
  goal: 'product',
  tolerance: 0.05,
  variants: () => full,
  truth: ({ multiplyAdds }) => multiplyAdds,
  slips: {
    oneInput: ({ multiplyAdds, from }) => multiplyAdds / from,
    beforeStride: ({ multiplyAdds, stride }) => (stride === 1 ? null : multiplyAdds * stride ** 2),
    flops: ({ multiplyAdds }) => 2 * multiplyAdds,
    weights: ({ multiplyAdds, side }) => multiplyAdds / side ** 2,
  },
};

export const asFull: Quantity<Layer> = {
  kind: 'number',
  id: 'as-full',
  goal: 'split',
  tolerance: 0.02,
  variants: once(() =>
    depthwise.toSorted((a, b) => Number(isWithin(b.name, block)) - Number(isWithin(a.name, block))),
  ),
  // Each output channel would read all input channels, not its own alone.
  truth: ({ multiplyAdds, kernel, from, to, side }) => (side ** 2 * kernel ** 2 * from * to) / multiplyAdds,
  slips: {
    window: ({ kernel }) => kernel ** 2,
    squared: ({ to }) => to ** 2,
    both: ({ kernel, to }) => kernel ** 2 * to,
  },
};

/** A layer that does one of the two jobs of a convolution. */
export interface Job {
  readonly layer: Layer;
  /** Input channels that one value of its output is made of, and cells along a side of its window. */
  readonly channelsRead: number;
}
export const leftOut: Choose<Job> = {
  kind: 'choose',
  id: 'left-out',
  goal: 'split',
  options: ['mixing', 'neighbours', 'both', 'neither'],
  variants: once(() => {
    const pointwise = full.filter(({ kernel }) => kernel === 1);
    const both = full.filter(({ kernel }) => kernel > 1);
    // One of each, the stem, which does both, and on by turns: no answer is right much more often than another.
    const byTurns = asFull.variants().map((layer, i) => [layer, pointwise[i], both[i]]);
    return byTurns.flat().flatMap((layer) => {
      if (layer === undefined) return [];
      const { side, kernel, to, multiplyAdds } = layer;
      return [{ layer, channelsRead: multiplyAdds / (side ** 2 * kernel ** 2 * to) }];
    });
  }),
  truth: ({ layer, channelsRead }) => {
    const [mixes, looks] = [channelsRead > 1, layer.kernel > 1];
    if (mixes && looks) return 'neither';
    return mixes ? 'neighbours' : looks ? 'mixing' : 'both';
  },
};

/** Some stages of B0, and what they are to be ordered by. */
export interface Stages {
  readonly measure: 'multiplyAdds' | 'parameters';
  readonly stages: readonly number[];
}
const stageCosts = costsByScope(graph, 1);
const stagePaths = new Map(scopesOf(graph, 'stage').map(({ path, number = 0 }) => [number, path]));
const stageNumbers = [...stagePaths.keys()];
const costOf = (stage: number, measure: Stages['measure']) =>
  stageCosts.get(stagePaths.get(stage) ?? '')?.[measure] ?? 0;
/** Neighbours in an order differ at least by this share, so that nobody has to guess. */
export const leastDifference = 0.03;

function stageItems({ measure, stages }: Stages) {
  return stages.map((stage) => ({ id: String(stage), value: costOf(stage, measure) }));
}
function isClear(variant: Stages): boolean {
  const values = stageItems(variant)
    .map(({ value }) => value)
    .sort((a, b) => b - a);
  return values.every((value, i) => i === 0 || (values[i - 1] ?? 0) >= value * (1 + leastDifference));
}
/** Five of the nine, those of a fixed distance apart first. */
function stageChoices(): readonly (readonly number[])[] {
  const choices: number[][] = [];
  for (let mask = 0; mask < 2 ** stageNumbers.length; mask++) {
    const chosen = stageNumbers.filter((_, i) => (mask >> i) % 2 === 1);
    if (chosen.length === 5) choices.push(chosen);
  }
  const spread = (chosen: readonly number[]) =>
    Math.min(...chosen.slice(1).map((stage, i) => stage - (chosen[i] ?? 0)));
  return choices.sort((a, b) => spread(b) - spread(a));
}
const inOrder = (items: readonly { readonly id: string; readonly value: number }[]) =>
  items.toSorted((a, b) => b.value - a.value).map(({ id }) => id);

function byOtherMeasure({ stages, measure }: Stages): readonly string[] {
  return inOrder(stageItems({ stages, measure: measure === 'parameters' ? 'multiplyAdds' : 'parameters' }));
}

export const stagesInOrder: Order<Stages> = {
  kind: 'order',
  id: 'stages',
  goal: 'places',
  variants: once(() =>
    stageChoices()
      .flatMap((stages) => (['multiplyAdds', 'parameters'] as const).map((measure) => ({ measure, stages })))
      // As they stand they must not be right already, nor the other way round.
      .filter((variant) => isClear(variant) && !monotone(inOrder(stageItems(variant))))
      // By the other measure they stand otherwise, and not by their numbers: else nobody knows which mistake was made.
      .filter((variant) => {
        const theirs = byOtherMeasure(variant);
        return !monotone(theirs) && theirs.join() !== inOrder(stageItems(variant)).join();
      }),
  ),
  items: stageItems,
  slips: {
    laterIsDearer: ({ stages }) => stages.map(String).toReversed(),
    otherMeasure: byOtherMeasure,
  },
};
const monotone = (ids: readonly string[]) => {
  const steps = ids.slice(1).map((id, i) => Math.sign(Number(id) - Number(ids[i])));
  return new Set(steps).size === 1;
};

/** Where B0 has most of what. */
export interface Places {
  readonly memory: number;
  readonly parameters: readonly number[];
}
export const whereItLives: Explain<Places> = {
  kind: 'explain',
  id: 'where-it-lives',
  goal: 'places',
  points: ['maps', 'channels', 'product'],
  variants: once(() => [{ memory: mostMemory(), parameters: heaviest() }]),
};
function mostMemory(): number {
  return stageNumbers.toSorted(
    (a, b) =>
      (stageCosts.get(`stage${b}`)?.activationBytes ?? 0) -
      (stageCosts.get(`stage${a}`)?.activationBytes ?? 0),
  )[0] as number;
}
const heaviest = () =>
  stageNumbers
    .toSorted((a, b) => costOf(b, 'parameters') - costOf(a, 'parameters'))
    .slice(0, 3)
    .sort((a, b) => a - b);

export const costsLesson: Lesson = {
  id: 'what-a-convolution-costs',
  version: 3,
  minutes: 45,
  goals: ['product', 'split', 'places'],
  exercises: [
    exercise(doubleTheSide),
    exercise(andTheWeights),
    exercise(layerCost),
    exercise(asFull),
    exercise(leftOut),
    exercise(stagesInOrder),
    exercise(openTheMost),
    exercise(onesAreCheap),
    exercise(whereItLives),
  ],
};
