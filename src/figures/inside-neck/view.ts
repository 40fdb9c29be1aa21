import { numberProperty } from '../state/property.ts';
import type { Schema } from '../state/schema.ts';
import { changesProperty } from './changes.ts';

export interface InsideNeckView {
  /** Which of the neck's nodes is open, counted in the order in which they run. */
  readonly node: number;
  /** Which channel is shown, counted from the strongest in the mixed map. */
  readonly rank: number;
  /** The reader's own weights; see `changes.ts`. */
  readonly changes: string;
}

export const insideNeckSchema: Schema<InsideNeckView> = {
  id: 'inside-neck',
  version: 1,
  properties: {
    node: numberProperty('node', { default: 2, min: 0, max: 99, digits: 0 }),
    rank: numberProperty('channel', { default: 0, min: 0, max: 511, digits: 0 }),
    changes: changesProperty('set'),
  },
};
