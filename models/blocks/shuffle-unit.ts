import type { TensorId } from '../graph/op.ts';
import { convNorm, depthwiseNorm, type LayerRules } from './conv-norm.ts';

/**
 * How a shuffle unit deals channels to its two branches. `parity`: channels of even index pass, those of odd index are worked on, and
 * joined without a shuffle, which comes with the next unit's split (Megvii's code, cvpods, ThunderNet). `halves`: the first half
 * passes, and the joined channels are shuffled (torchvision).
 */
export type ShuffleSplit = 'parity' | 'halves';

export interface ShuffleRow {
  readonly filters: number;
  readonly stride: 1 | 2;
  /** Of the depthwise convolutions: 3 in ShuffleNetV2, 5 in SNet. */
  readonly kernelSize: number;
  readonly split: ShuffleSplit;
}

/** 1×1, depthwise, 1×1: the branch of a unit that works. */
function worked(rules: LayerRules, x: TensorId, inner: number, filters: number, row: ShuffleRow): TensorId {
  const { kernelSize, stride } = row;
  let y = convNorm(rules, x, { name: 'right/in', filters: inner, kernelSize: 1, activation: 'relu' });
  y = depthwiseNorm(rules, y, { name: 'right/depthwise', kernelSize, stride });
  return convNorm(rules, y, { name: 'right/out', filters, kernelSize: 1, activation: 'relu' });
}

/**
 * One unit of ShuffleNetV2 (Ma et al. 2018, Figure 3c and d) in the open scope: `left`, `right`, `join`. One of stride 2 sees all channels
 * in both branches; its left one keeps the input's channels and the right one makes the rest (`parity`), or each makes half.
 */
export function shuffleUnit(rules: LayerRules, x: TensorId, row: ShuffleRow): TensorId {
  const { builder } = rules;
  const channels = builder.shapeOf(x)[2];
  const { filters, stride, kernelSize, split } = row;
  const half = filters / 2;
  const shuffled = (y: TensorId) =>
    builder.tap(
      'output',
      split === 'halves' ? builder.shuffleChannels(y, { name: 'shuffle', groups: 2 }) : y,
    );
  if (stride === 2) {
    const leftFilters = split === 'halves' ? half : channels;
    let left = depthwiseNorm(rules, x, { name: 'left/depthwise', kernelSize, stride });
    left = convNorm(rules, left, {
      name: 'left/out',
      filters: leftFilters,
      kernelSize: 1,
      activation: 'relu',
    });
    const right = worked(rules, x, half, filters - leftFilters, row);
    return shuffled(builder.concat([left, right], { name: 'join' }));
  }
  const part = (start: number) =>
    split === 'halves' ? { start: start * half, channels: half } : { start, step: 2 };
  const passed = builder.sliceChannels(x, { name: 'passed', ...part(0) });
  const taken = builder.sliceChannels(x, { name: 'taken', ...part(1) });
  return shuffled(builder.concat([passed, worked(rules, taken, half, half, row)], { name: 'join' }));
}
