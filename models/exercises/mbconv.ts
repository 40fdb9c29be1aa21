import { graph } from '../facts/inside-b0.ts';
import { efficientNet } from '../families/efficientnet/network.ts';
import { type ReleasedName, released } from '../families/efficientnet/sizes.ts';
import { findTensor, type Graph, opAt } from '../graph/graph.ts';
import { scopeAround } from '../graph/scopes.ts';
import { costs, costsByScope } from '../operators/cost.ts';
import { receptiveFields } from '../operators/receptive-field.ts';
import { type SampleName, sampleNames } from '../published/pictures.ts';
import { type Block, blockOf, blocks, depthwiseEnd, joinedIn, opNamed, pathsOf } from './blocks-of-b0.ts';
import {
  type Choose,
  type Explain,
  exercise,
  type Lesson,
  type Order,
  once,
  type PredictRun,
  type Quantity,
  type ReadOff,
} from './exercise.ts';
import { inverted } from './inverted.ts';

/** Lesson 2, “MBConv and squeeze-excite”: a block’s five steps, its gates, and what is inverted about it. */

/** What the live classifier says of the gates of the place that it shows. */
interface Run {
  readonly network?: unknown;
  readonly picture?: unknown;
  /** Null before the reader’s own first run. */
  readonly milliseconds?: unknown;
  readonly gates?: {
    readonly block: string;
    readonly count: number;
    readonly belowHalf: number;
    readonly mean: number;
    /** Mean of the same gates in the run that the page was built with, where there is one. */
    readonly meanAsBuilt: number | null;
  } | null;
}
const classifier = 'live-classifier';

/** One of them, and a block. */
export interface Looked {
  readonly picture: SampleName;
  readonly block: Block;
}
export const belowHalf: PredictRun<Looked> = {
  kind: 'predict',
  id: 'below-half',
  goal: null,
  figure: classifier,
  variants: once(() => sampleNames.flatMap((picture) => blocks().map((block) => ({ picture, block })))),
  measured: (result, { picture, block }) => {
    const run = result as Run;
    const seen =
      run.network === 'efficientnet-b0' && run.picture === picture && run.gates?.block === block.name;
    return seen && run.gates ? [run.gates.belowHalf] : null;
  },
  found: ([count = 0]) => count,
};

export const squeezedWidth: Quantity<Block> = {
  kind: 'number',
  id: 'squeezed',
  goal: 'squeeze',
  tolerance: 0,
  variants: blocks,
  truth: ({ squeezed }) => squeezed,
  slips: {
    ofExpanded: ({ expanded, from }) => (expanded === from ? null : expanded / 4),
    notSqueezed: ({ expanded }) => expanded,
  },
};

/** A released network. */
export interface Size {
  readonly size: (typeof sizes)[number];
}
const sizes = ['B0', 'B1', 'B2', 'B3', 'B4'] as const satisfies readonly ReleasedName[];
const networks = new Map<string, Graph>();
function networkOf({ size }: Size): Graph {
  const network = networks.get(size) ?? efficientNet(released[size]);
  networks.set(size, network);
  return network;
}
const blocksOf = (of: Size) => pathsOf(networkOf(of)).map((name) => blockOf(networkOf(of), name));
const sum = (values: readonly number[]) => values.reduce((all, each) => all + each, 0);

/** Weights of the gates of all blocks, counted. */
export function gateWeights(of: Size): number {
  const network = networkOf(of);
  const each = costs(network);
  const isOfGate = (name: string) => scopeAround(network, name, 'squeezeExcite') !== undefined;
  return sum(network.ops.map(({ name }, i) => (isOfGate(name) ? (each[i]?.parameters ?? 0) : 0)));
}
/** The same, were they squeezed to a quarter of the expanded width: two layers with their biases. */
export const gateWeightsOfExpanded = (of: Size): number =>
  sum(blocksOf(of).map(({ expanded }) => 2 * expanded * (expanded / 4) + expanded / 4 + expanded));

export const quarterOfExpanded: Quantity<Size> = {
  kind: 'number',
  id: 'quarter-of-expanded',
  goal: 'squeeze',
  tolerance: 0.004,
  variants: () => sizes.map((size) => ({ size })),
  truth: (of) => gateWeightsOfExpanded(of) / gateWeights(of),
  slips: {
    // Of the kernels alone, in blocks that expand.
    kernelsOnly: (of) => {
      const wide = blocksOf(of).filter(({ expanded, from }) => expanded > from);
      const kernels = (squeezed: (one: Block) => number) =>
        sum(wide.map((one) => 2 * one.expanded * squeezed(one)));
      return kernels(({ expanded }) => expanded / 4) / kernels(({ squeezed }) => squeezed);
    },
  },
};

/** The parts of a block that multiply, by their names in the graph. */
export const partNames = ['expand', 'depthwise', 'se', 'project'] as const;
const parts = costsByScope(graph, 3);
const partsOf = ({ name }: Block) =>
  partNames.map((part) => ({ id: part as string, value: parts.get(`${name}/${part}`)?.multiplyAdds ?? 0 }));
const inOrder = (items: readonly { readonly id: string; readonly value: number }[]) =>
  items.toSorted((a, b) => b.value - a.value).map(({ id }) => id);
/** Neighbours in an order differ at least by this share, so that nobody has to guess. */
const leastDifference = 0.03;
const isClear = (one: Block): boolean => {
  const values = partsOf(one)
    .map(({ value }) => value)
    .sort((a, b) => b - a);
  return values.every(
    (value, i) => value > 0 && (values[i - 1] ?? Infinity) >= value * (1 + leastDifference),
  );
};
const first = (part: string, one: Block) => [part, ...inOrder(partsOf(one)).filter((each) => each !== part)];

export const partsInOrder: Order<Block> = {
  kind: 'order',
  id: 'parts',
  goal: 'steps',
  variants: once(() =>
    blocks()
      .filter(isClear)
      .toSorted((a, b) => Number(b.name === 'stage4/block0') - Number(a.name === 'stage4/block0')),
  ),
  items: partsOf,
  slips: {
    gateFirst: (one) => first('se', one),
    windowFirst: (one) => first('depthwise', one),
  },
};

/** Something of a block that is stored with the network, or computed. */
export interface Thing {
  readonly block: Block;
  readonly name: string;
  readonly is: 'gate' | 'kernel' | 'statistic' | 'map' | 'pooled' | 'bias';
}
export const storedOrNot: Choose<Thing> = {
  kind: 'choose',
  id: 'stored-or-not',
  goal: 'gates',
  options: ['stored', 'picture', 'cell'],
  variants: once(() =>
    blocks()
      .slice(0, 1)
      .flatMap((block) =>
        (
          [
            ['gate', 'se/scale'],
            ['kernel', 'se/reduce/kernel'],
            ['map', 'depthwise/swish'],
            ['statistic', 'depthwise/bn/mean'],
            ['pooled', 'se/pool'],
            ['bias', 'se/expand/bias'],
          ] as const
        ).map(([is, path]) => ({ block, is, name: `${block.name}/${path}` })),
      ),
  ),
  truth: ({ name }) => {
    if (graph.parameters.some((parameter) => parameter.name === name)) return 'stored';
    return opNamed(graph, name).shape[0] > 1 ? 'cell' : 'picture';
  },
};

/** Pixels along a side of what a cell of a block’s depthwise map sees, through convolutions alone. */
export const fieldSide = ({ name }: Block): number => {
  const { vertical } = receptiveFields(graph)[findTensor(graph, `${name}${depthwiseEnd}`)] ?? {};
  return vertical === undefined ? 0 : vertical.end - vertical.start + 1;
};
export const pictureSide = opAt(graph, 0).shape[0];

export const seenPixels: Quantity<Block> = {
  kind: 'number',
  id: 'seen-pixels',
  goal: 'gates',
  tolerance: 0,
  variants: once(() => blocks().filter((one) => fieldSide(one) < pictureSide)),
  truth: fieldSide,
  slips: {
    window: ({ kernel }) => kernel,
    whole: () => pictureSide,
  },
};

/** The reader’s own run has no variants. */
export interface OwnRun {
  readonly within: number;
}
export const meanGate: ReadOff<OwnRun> = {
  kind: 'read',
  id: 'mean-gate',
  goal: 'gates',
  figure: classifier,
  variants: () => [{ within: 0.02 }],
  measured: (result) => {
    const { gates, milliseconds } = result as Run;
    if (!gates || typeof milliseconds !== 'number') return null;
    return gates.meanAsBuilt === null ? [gates.mean] : [gates.mean, gates.meanAsBuilt];
  },
  band: ([mean = 0], { within }) => ({ value: mean, from: mean - within, to: mean + within }),
  slips: { asBuilt: ([, asBuilt]) => asBuilt ?? null },
};

export const skips: Quantity<Size> = {
  kind: 'number',
  id: 'skips',
  goal: 'inverted',
  tolerance: 0,
  variants: () => sizes.map((size) => ({ size })),
  truth: (of) => networkOf(of).ops.filter(({ kind }) => kind === 'add').length,
  slips: {
    all: (of) => pathsOf(networkOf(of)).length,
    without: (of) => {
      const network = networkOf(of);
      const count = pathsOf(network).filter((name) => joinedIn(network, name) === undefined).length;
      return count === skips.truth(of) ? null : count;
    },
  },
};
export const farCorner: Explain<Block> = {
  kind: 'explain',
  id: 'far-corner',
  goal: 'gates',
  points: ['pooled', 'gates', 'channel'],
  variants: once(() => blocks().slice(0, 1)),
};

export const mbconvLesson: Lesson = {
  id: 'mbconv-and-squeeze-excite',
  version: 2,
  minutes: 90,
  goals: ['steps', 'squeeze', 'gates', 'inverted'],
  exercises: [
    exercise(belowHalf),
    exercise(squeezedWidth),
    exercise(quarterOfExpanded),
    exercise(partsInOrder),
    exercise(meanGate),
    exercise(seenPixels),
    exercise(storedOrNot),
    exercise(skips),
    exercise(inverted),
    exercise(farCorner),
  ],
};
