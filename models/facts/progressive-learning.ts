import { efficientNetV2 } from '../families/efficientnet-v2/network.ts';
import { releasedV2 } from '../families/efficientnet-v2/sizes.ts';
import { cost } from '../operators/cost.ts';
import {
  type Growth,
  progressiveLearning,
  progressiveStages,
  randAugmentScale,
} from '../published/efficientnet-v2/training.ts';

export type ProgressiveModel = keyof typeof progressiveLearning.models;

/** The settings of one stage of a training. */
export interface Settings {
  /** From 1. */
  readonly stage: number;
  /** Side of a training picture, in pixels. */
  readonly size: number;
  readonly randAugment: number;
  readonly mixup: number;
  readonly dropout: number;
}

/** The stage that an epoch stands in, from 1; epochs count from 1. */
export function stageAt(epoch: number): number {
  const { stages, epochs } = progressiveStages;
  return Math.min(stages, Math.max(1, Math.ceil((epoch * stages) / epochs)));
}

/** What the network gets in a stage: first + (last − first) · (stage − 1) / (stages − 1) (EfficientNetV2, Algorithm 1). */
export function settingsOf(model: ProgressiveModel, stage: number): Settings {
  const growth: Growth = progressiveLearning.models[model];
  const share = (stage - 1) / (progressiveStages.stages - 1);
  const between = ([from, to]: readonly [number, number]) => from + (to - from) * share;
  return {
    stage,
    size: Math.round(between(growth.size)),
    randAugment: between(growth.randAugment),
    mixup: between(growth.mixup),
    dropout: between(growth.dropout),
  };
}

/** What a magnitude of RandAugment does, where it draws a rotation and a change of colours (it draws among sixteen). */
export function distortionOf(magnitude: number): { readonly degrees: number; readonly colour: number } {
  const { most, degrees, colour } = randAugmentScale;
  const level = magnitude / most;
  return { degrees: level * degrees, colour: level * colour.factor + colour.from };
}

/** Steps of the sum in `fainterShare`. */
const steps = 2000;

/**
 * Of two pictures that mixup lays over each other, the share of the fainter one, on average: the mean of min(λ, 1 − λ) with λ drawn from
 * the Beta distribution of α and α (Zhang et al. 2018). 0 for an α of 0, which mixes nothing.
 */
export function fainterShare(alpha: number): number {
  if (alpha === 0) return 0;
  // Over t = λ^α, in which the density's pole at 0 is gone, up to λ = 1/2: the other half is its mirror.
  const end = 0.5 ** alpha;
  let [weighted, weights] = [0, 0];
  for (let step = 0; step < steps; step++) {
    const share = (((step + 0.5) / steps) * end) ** (1 / alpha);
    const weight = (1 - share) ** (alpha - 1);
    weighted += share * weight;
    weights += weight;
  }
  return weighted / weights;
}

/** Multiply-adds of one training picture, forward only, of each stage. */
export function stageCosts(model: ProgressiveModel): readonly number[] {
  const released = releasedV2.find((each) => each.model === model);
  if (released === undefined) throw new RangeError(`There is no EfficientNetV2 ${model}.`);
  return Array.from({ length: progressiveStages.stages }, (_, i) => {
    const { size } = settingsOf(model, i + 1);
    return cost(efficientNetV2({ name: model, ...released, resolution: size })).multiplyAdds;
  });
}

/** What all stages together cost, as a share of a training at the last stage's size throughout. */
export function shareOfFullCost(model: ProgressiveModel): number {
  const costs = stageCosts(model);
  return costs.reduce((sum, each) => sum + each, 0) / (costs.length * costs.at(-1)!);
}
