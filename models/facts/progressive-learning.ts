import { efficientNetV2 } from '../families/efficientnet-v2/network.ts';
import { releasedV2 } from '../families/efficientnet-v2/sizes.ts';
import { cost } from '../operators/cost.ts';
import {
  type Growth,
  progressiveLearning,
  progressiveStages,
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
