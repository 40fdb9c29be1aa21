import type { Box } from '../../../models/answers/box.ts';
import { boxesProperty } from '../../parts/movable-boxes/boxes-property.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** The region, which of its bins and of whose channels is looked at, and what becomes of four samples. */
export interface RegionsView {
  readonly box: string;
  /** From 1, row by row. */
  readonly bin: number;
  /** Place of the class among those whose channels were kept. */
  readonly of: '0' | '1' | '2' | '3' | '4';
  readonly take: 'largest' | 'mean';
}

/** The scene's size and its first object, as `truth.json` has them. */
export const stage = { height: 512, width: 512, least: 32 };
export const firstBox: Box = [136, 112, 256, 237];
export const binCount = 9;

export const regionsSchema: Schema<RegionsView> = {
  id: 'regions',
  version: 1,
  properties: {
    box: boxesProperty('box', [firstBox], stage),
    bin: numberProperty('bin', { default: 1, min: 1, max: binCount, digits: 0 }),
    of: choiceProperty<RegionsView['of']>('of', '0', { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4' }),
    take: choiceProperty('take', 'largest', { largest: 'largest', mean: 'mean' }),
  },
};
