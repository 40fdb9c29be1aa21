import type { Box } from '../../../models/answers/box.ts';
import { boxesProperty } from '../../parts/movable-boxes/boxes-property.ts';
import { numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** An object among the anchors of a detector. */
export interface AnchorMatchingView {
  readonly object: string;
  /** IoU from which an anchor answers for it. */
  readonly least: number;
}

/** A picture in pixels; its sides are multiples of the coarsest stride. */
export const stage = { height: 256, width: 384, least: 8 };
const first: readonly Box[] = [[70, 130, 170, 214]];

export const anchorMatchingSchema: Schema<AnchorMatchingView> = {
  id: 'anchor-matching',
  version: 1,
  properties: {
    object: boxesProperty('object', first, stage),
    least: numberProperty('iou', { default: 0.5, min: 0.3, max: 0.8, digits: 2 }),
  },
};
