import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** Two detectors on one size of picture: the best of ours, and a small one. */
export type Measured = 'best' | 'small';

/** The threshold at which the boxes of a scene are judged, and whose precision is drawn. */
export interface TenThresholdsView {
  readonly least: number;
  readonly detector: Measured;
}

export const tenThresholdsSchema: Schema<TenThresholdsView> = {
  id: 'ten-thresholds',
  version: 1,
  properties: {
    least: numberProperty('iou', { default: 0.75, min: 0.5, max: 0.95, digits: 2 }),
    detector: choiceProperty<Measured>('of', 'best', { best: 'best', small: 'small' }),
  },
};
