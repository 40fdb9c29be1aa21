import {
  type RegionsOnEfficientNetConfig,
  regionsOnEfficientNet,
  type TwoStages,
} from '../families/thundernet/on-efficientnet.ts';
import { labels } from '../scenes/art.ts';

/** How a two-stage detector is trained; the words are those of `models/training/two_stage.py`. */
export interface TwoStageRecipe {
  readonly seed: number;
  readonly steps: number;
  /** Scenes a step. */
  readonly batch: number;
  readonly learningRate: number;
  readonly warmUp: number;
  /** Part of the steps, at the end, over which the learning rate falls to 0. */
  readonly decay: number;
  readonly weightDecay: number;
  /** Of the moving average of the weights, which is what ships. */
  readonly average: number;
  readonly clip: number;
  /** What the first stage's boxes count beside its scores. */
  readonly boxWeight: number;
  /** Best anchors that enter suppression, regions proposed after it, and those of them that the head learns from in one scene. */
  readonly best: number;
  readonly proposals: number;
  readonly regions: number;
  /** The largest share of these that may meet an object. */
  readonly positive: number;
  /** First seed and number of scenes, counted within the training seeds. */
  readonly scenes: { readonly from: number; readonly count: number };
}

/** A two-stage detector that this project trains on sticker scenes, with EfficientNet-B0 frozen below it. */
export interface StickerTwoStage {
  readonly name: string;
  readonly title: string;
  readonly config: Omit<RegionsOnEfficientNetConfig, 'name' | 'resolution' | 'size'>;
  /** Side of the pictures that it is meant for. */
  readonly resolution: number;
  /** Regions that reach the head. */
  readonly kept: number;
  readonly recipe: TwoStageRecipe;
}

const recipe: TwoStageRecipe = {
  seed: 1,
  steps: 2600,
  batch: 16,
  learningRate: 2e-3,
  warmUp: 100,
  decay: 0.5,
  weightDecay: 0.02,
  average: 0.998,
  clip: 10,
  boxWeight: 50,
  best: 600,
  proposals: 200,
  regions: 96,
  positive: 0.25,
  scenes: { from: 0, count: 16_000 },
};

const config = {
  backbone: { width: 1, depth: 1 },
  classes: labels.length,
  // Sides of the scenes' objects from their tenth to their ninetieth percentile, and a step beyond on either side.
  anchorSides: [24, 40, 66, 110, 180],
} as const;

export const stickerTwoStages: readonly StickerTwoStage[] = [
  {
    name: 'thundernet-head-stickers',
    title: 'ThunderNet’s two stages, on stickers',
    config: { ...config, thin: 'enhancement' },
    resolution: 256,
    kept: 50,
    recipe,
  },
  {
    name: 'light-head-stickers',
    title: 'Light-Head’s large separable convolution, on stickers',
    config: { ...config, thin: 'separable' },
    resolution: 256,
    kept: 50,
    recipe,
  },
];

export function findStickerTwoStage(name: string): StickerTwoStage | undefined {
  return stickerTwoStages.find((each) => each.name === name);
}

/** The graphs for square pictures of a side that 32 divides; its own resolution without one. */
export function twoStageGraphs(
  { name, config, resolution }: StickerTwoStage,
  side: number = resolution,
  size: readonly [height: number, width: number] = [side, side],
): TwoStages {
  return regionsOnEfficientNet({ ...config, name, resolution: side, size });
}
