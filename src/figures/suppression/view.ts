import type { Box } from '../../../models/answers/box.ts';
import { postProcessing } from '../../../models/answers/detections.ts';
import { boxesProperty } from '../../parts/movable-boxes/boxes-property.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export type Rule = 'hard' | 'soft';

/** Boxes of one class, and how those that overlap are thinned out. */
export interface SuppressionView {
  readonly boxes: string;
  readonly rule: Rule;
  /** Hard: the IoU above which a box goes. */
  readonly overlap: number;
  /** Soft: how slowly scores fade. */
  readonly sigma: number;
}

export const stage = { height: 220, width: 380, least: 26 };
/** A to E, surest first. A and C lie on one animal, B on another close to it, D on both, E elsewhere. */
const first: readonly Box[] = [
  [44, 50, 176, 168],
  [50, 84, 182, 198],
  [66, 60, 194, 174],
  [28, 44, 192, 216],
  [90, 268, 166, 346],
];
/** The boxes' scores, in the same order. */
export const scores = [0.93, 0.86, 0.74, 0.45, 0.38] as const;
export const names = ['A', 'B', 'C', 'D', 'E'] as const;

export const suppressionSchema: Schema<SuppressionView> = {
  id: 'suppression',
  version: 1,
  properties: {
    boxes: boxesProperty('boxes', first, stage),
    rule: choiceProperty<Rule>('rule', 'hard', { hard: 'hard', soft: 'soft' }),
    overlap: numberProperty('iou', { default: postProcessing.overlap, min: 0.1, max: 0.9, digits: 2 }),
    sigma: numberProperty('sigma', { default: postProcessing.sigma, min: 0.05, max: 1, digits: 2 }),
  },
};
