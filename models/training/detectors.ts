import { compoundDetector } from '../families/efficientdet/compound.ts';
import { type EfficientDetConfig, efficientDet } from '../families/efficientdet/network.ts';
import type { Graph } from '../graph/graph.ts';
import type { Parameter } from '../graph/op.ts';
import { fold, foldWeights, type Weights } from '../operators/fold.ts';
import { labels } from '../scenes/art.ts';

/** Scenes of one size that a detector is trained on. */
export interface TrainingShare {
  /** First seed and number of scenes, counted within the training seeds. */
  readonly from: number;
  readonly count: number;
  /** Share of the steps early and late in training. */
  readonly share: readonly [early: number, late: number];
  /** Scenes a step at this size, where it is not the recipe's. */
  readonly batch?: number;
}

/** How a detector is trained; the words are those of `models/training/train.py`. */
export interface Recipe {
  readonly seed: number;
  readonly steps: number;
  /** Scenes a step. */
  readonly batch: number;
  readonly learningRate: number;
  readonly warmUp: number;
  /** Part of the steps, at the end, over which the learning rate falls to 0. */
  readonly decay: number;
  /** Steps over which the scenes come in. */
  readonly ramp: number;
  /** Step from which the late shares hold. */
  readonly mixFrom: number;
  readonly weightDecay: number;
  /** How much faster the fusion weights learn; a neck that adds plainly has none. */
  readonly fusionTimes: number;
  /** Of the moving average of the weights, which is what ships. */
  readonly average: number;
  readonly clip: number;
  readonly boxWeight: number;
  readonly classPrior: number;
  readonly sizes: Readonly<Record<number, TrainingShare>>;
}

/** A detector that this project trains itself: on stickers, with EfficientNet-B0 frozen below it. */
export interface StickerDetector {
  readonly name: string;
  readonly title: string;
  /** Which question of the page it is there for. */
  readonly group: 'scale' | 'one dimension' | 'neck' | 'small';
  /** Of the compound family; absent elsewhere. */
  readonly phi?: number;
  /** The one knob that was turned, from φ = −2. */
  readonly knob?: 'resolution' | 'width' | 'cells' | 'headDepth';
  readonly config: Omit<EfficientDetConfig, 'name' | 'resolution' | 'size'>;
  /** Side of the pictures that it is meant for. */
  readonly resolution: number;
  /** Side of its smallest anchors in strides of their level, where it isn't the released detectors'. */
  readonly anchorScale?: number;
  readonly recipe: Recipe;
}

/** All stand on the one backbone that ships. */
export const backboneCheckpoint = 'efficientnet-b0';
const releasedAnchorScale = 4;

const backbone = { width: 1, depth: 1 };
const base: Omit<Recipe, 'sizes' | 'seed'> = {
  steps: 4200,
  batch: 8,
  learningRate: 2e-3,
  warmUp: 100,
  decay: 0.35,
  ramp: 1400,
  mixFrom: 2500,
  weightDecay: 0.02,
  fusionTimes: 10,
  average: 0.998,
  clip: 10,
  boxWeight: 50,
  classPrior: 0.01,
};
/** Small pictures first: an object of 40 pixels teaches the same in a small picture, at a quarter of the cost. */
const mixedSizes: Recipe['sizes'] = {
  128: { from: 0, count: 5000, share: [0.6, 0], batch: 24 },
  256: { from: 0, count: 8000, share: [0.4, 0.5] },
  384: { from: 10_000, count: 3000, share: [0, 0.25] },
  512: { from: 20_000, count: 2000, share: [0, 0.25] },
};
/** Many more scenes of the sizes of which most are presented. */
const manyScenes: Recipe['sizes'] = {
  ...mixedSizes,
  128: { from: 0, count: 16_000, share: [0.6, 0], batch: 24 },
  256: { from: 0, count: 16_000, share: [0.4, 0.5] },
};
/** For detectors so small that a step is cheap whatever it holds. */
const cheap = { steps: 4000, batch: 16, learningRate: 2.5e-3, decay: 0.4 };
/** Half of it: for φ = −1 and all that the page compares it with along one dimension. */
const short = { steps: 2000, ramp: 700 };
/** The same for every neck. It favours those that weigh their inputs: only they have weights that learn `fusionTimes` as fast. */
const neckRecipe = { steps: 1500, ramp: 500 };
/** One size alone, from the scenes that the mix holds of it. */
function only(size: number): Recipe['sizes'] {
  const of = mixedSizes[size];
  if (!of) throw new Error(`No scenes are set apart for training at ${size}.`);
  return { [size]: { from: of.from, count: of.count, share: [1, 1] } };
}

/** The detector of a φ below 0; its backbone stays B0, since B0 is the smallest there is. */
function downScale(phi: number, change: Partial<StickerDetector['config']> = {}) {
  const { width, cells, headDepth, resolution } = compoundDetector(phi);
  const config = { backbone, width: width.value, cells: cells.value, headDepth: headDepth.value };
  return { config: { ...config, classes: labels.length, ...change }, resolution: resolution.value };
}

const d0 = { backbone, width: 64, cells: 3, headDepth: 3, classes: labels.length } as const;

const scale: StickerDetector[] = [
  {
    name: 'efficientdet-d0-stickers',
    title: 'EfficientDet-D0 on stickers',
    group: 'scale',
    phi: 0,
    config: d0,
    resolution: 512,
    recipe: { ...base, steps: 7500, ramp: 2000, mixFrom: 4500, seed: 1, sizes: manyScenes },
  },
  ...[-1, -2, -3].map((phi): StickerDetector => {
    const { config, resolution } = downScale(phi);
    return {
      name: `efficientdet-phi${phi}-stickers`,
      title: `EfficientDet of φ = −${-phi} on stickers`,
      group: 'scale',
      phi,
      config,
      resolution,
      // A step at 384 pixels costs many times one at 128.
      recipe: { ...base, ...cheap, ...(phi === -1 && short), seed: 1, sizes: only(resolution) },
    };
  }),
];

/** φ = −2 once more, trained no longer than what is compared with it. */
const start: StickerDetector = {
  name: 'efficientdet-phi-2-start-stickers',
  title: 'φ = −2, trained as briefly as its neighbours, on stickers',
  group: 'one dimension',
  ...downScale(-2),
  recipe: { ...base, ...cheap, ...short, seed: 1, sizes: only(downScale(-2).resolution) },
};

/** From φ = −2, one knob at a time, towards what neck and heads of φ = −1 cost, and beyond where a knob gets there. */
const oneDimension: StickerDetector[] = (
  [
    ['resolution', [384, 512]],
    ['width', [64, 96]],
    ['cells', [4, 8]],
    ['headDepth', [6, 12]],
  ] as const
).flatMap(([knob, values]) =>
  values.map((value): StickerDetector => {
    const start = downScale(-2, knob === 'resolution' ? {} : { [knob]: value });
    const resolution = knob === 'resolution' ? value : start.resolution;
    const word = knob === 'headDepth' ? 'head-depth' : knob;
    return {
      name: `efficientdet-phi-2-${word}-${value}-stickers`,
      title: `φ = −2 with ${word.replace('-', ' ')} ${value}, on stickers`,
      group: 'one dimension',
      knob,
      config: start.config,
      resolution,
      recipe: { ...base, ...cheap, ...short, seed: 1, sizes: only(resolution) },
    };
  }),
);

const necks: StickerDetector[] = (
  [
    ['fpn', 'FPN, three times', { pyramid: 'fpn', fusion: 'sum' }],
    ['panet', 'PANet, three times', { pyramid: 'panet', fusion: 'sum' }],
    ['bifpn-sum', 'BiFPN, plain sum', { pyramid: 'bifpn', fusion: 'sum' }],
    ['bifpn-softmax', 'BiFPN, softmax fusion', { pyramid: 'bifpn', fusion: 'softmax' }],
    ['bifpn-fast', 'BiFPN, fast normalized fusion', { pyramid: 'bifpn', fusion: 'fastNormalized' }],
  ] as const
).flatMap(([word, title, change]) =>
  [1, 2, 3].map((seed): StickerDetector => {
    const again = seed === 1 ? '' : `-seed-${seed}`;
    return {
      name: `efficientdet-d0-${word}${again}-stickers`,
      title: `${title}${seed === 1 ? '' : `, seed ${seed}`}, on stickers`,
      group: 'neck',
      config: { ...d0, ...change },
      resolution: 256,
      recipe: { ...base, ...neckRecipe, seed, sizes: only(256) },
    };
  }),
);

/**
 * For the table of stickers, where an answer at once is worth more than the last object: D0's neck and heads on pictures of 128 pixels
 * and on nothing else. Half of the scenes' objects are smaller there than the released detectors' smallest anchors, so its anchors are
 * half as large.
 */
const small: StickerDetector = {
  name: 'efficientdet-128-stickers',
  title: 'EfficientDet-D0 for small pictures, on stickers',
  group: 'small',
  config: d0,
  resolution: 128,
  anchorScale: 2,
  recipe: {
    ...base,
    steps: 5000,
    batch: 24,
    learningRate: 2.5e-3,
    decay: 0.5,
    ramp: 0,
    seed: 1,
    sizes: { 128: { from: 0, count: 24_000, share: [1, 1] } },
  },
};

/** Every detector that may be trained here; those with a folder in `models/checkpoints` have been. */
export const stickerDetectors: readonly StickerDetector[] = [
  ...scale,
  start,
  ...oneDimension,
  ...necks,
  small,
];

export function findStickerDetector(name: string): StickerDetector | undefined {
  return stickerDetectors.find((detector) => detector.name === name);
}

/** Side of the smallest anchors of a detector by its name, in strides of their level; the released detectors' for any other network. */
export function anchorScaleOf(name: string): number {
  return findStickerDetector(name)?.anchorScale ?? releasedAnchorScale;
}

/** The detector's graph for square pictures of a side that 128 divides; its own resolution without one. */
export function stickerGraph(
  detector: StickerDetector,
  side: number = detector.resolution,
  size: readonly [height: number, width: number] = [side, side],
): Graph {
  return efficientDet({ ...detector.config, name: detector.name, resolution: side, size });
}

const frozen = 'backbone/';

/** What of the folded graph the detector's own checkpoint holds; the rest stands on the backbone's. */
export function ownParameters(graph: Graph): readonly Parameter[] {
  return fold(graph).parameters.filter(({ name }) => !name.startsWith(frozen));
}

/**
 * Folds weights of the trained part alone, as the graph names them before folding.
 * @throws GraphError where one of them is missing.
 */
export function foldTrained(graph: Graph, trained: Weights): Weights {
  const all = new Map(trained);
  for (const { name, shape } of graph.parameters)
    if (name.startsWith(frozen)) all.set(name, new Float32Array(shape.reduce((a, b) => a * b, 1)).fill(1));
  const folded = foldWeights(graph, all);
  return new Map([...folded].filter(([name]) => !name.startsWith(frozen)));
}

/** All weights of a detector: the backbone's under the name of their scope, and the detector's own. */
export function joinWeights(own: Weights, backboneWeights: Weights): Weights {
  return new Map([...[...backboneWeights].map(([name, w]) => [frozen + name, w] as const), ...own]);
}
