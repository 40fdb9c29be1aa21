import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export const listedClasses = ['fish', 'horse', 'dog'] as const;
export type Listed = (typeof listedClasses)[number];
/** As many boxes as a list holds, at most. */
export const longest = 30;

/** How far a reader has come down a ranked list. */
export interface RankedListView {
  readonly list: Listed;
  /** Boxes taken so far. */
  readonly taken: number;
  /** IoU from which a box is right. */
  readonly least: number;
}

export const rankedListSchema: Schema<RankedListView> = {
  id: 'ranked-list',
  version: 1,
  properties: {
    list: choiceProperty<Listed>('list', 'fish', { fish: 'fish', horse: 'horse', dog: 'dog' }),
    taken: numberProperty('taken', { default: 12, min: 0, max: longest, digits: 0 }),
    least: numberProperty('iou', { default: 0.5, min: 0.5, max: 0.95, digits: 2 }),
  },
};
