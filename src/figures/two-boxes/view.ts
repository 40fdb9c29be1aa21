import type { Box } from '../../../models/answers/box.ts';
import { boxesProperty } from '../../parts/movable-boxes/boxes-property.ts';
import { numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** Two boxes, and the IoU from which the second counts as having found the first. */
export interface TwoBoxesView {
  readonly boxes: string;
  readonly least: number;
}

export const stage = { height: 200, width: 360, least: 24 };
const first: readonly Box[] = [
  [40, 90, 160, 230],
  [58, 116, 174, 258],
];

export const twoBoxesSchema: Schema<TwoBoxesView> = {
  id: 'two-boxes',
  version: 1,
  properties: {
    boxes: boxesProperty('boxes', first, stage),
    least: numberProperty('iou', { default: 0.5, min: 0.5, max: 0.95, digits: 2 }),
  },
};
