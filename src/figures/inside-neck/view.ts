import { usual } from '../../parts/picker/shipped-words.ts';
import { choiceProperty, nameProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import { changesProperty } from './changes.ts';

/** The pictures that come with the figure; a reader's own is in no address. */
export type NeckPicture = 'scene' | 'dog-bicycle-truck' | 'cat';

export interface InsideNeckView {
  /** What runs: one of ours by its word, or an id of the catalogue; see `shipped-words.ts`. */
  readonly network: string;
  readonly picture: NeckPicture;
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
    network: nameProperty('net', usual),
    picture: choiceProperty<NeckPicture>('picture', 'scene', {
      scene: 'scene',
      'dog-bicycle-truck': 'dog',
      cat: 'cat',
    }),
    node: numberProperty('node', { default: 2, min: 0, max: 99, digits: 0 }),
    rank: numberProperty('channel', { default: 0, min: 0, max: 511, digits: 0 }),
    changes: changesProperty('set'),
  },
};
