import type { SampleName } from '../../../models/published/pictures.ts';
import { choiceProperty, nameProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { ChannelOrder } from './logic.ts';

/** What the figure shows; a reader's own picture is in no address. `place` counts stem, blocks and head from 0;
 * `channel` −1 is the first in the order. */
export interface ClassifierView {
  /** What runs: a checkpoint that ships, or an id of the catalogue. */
  readonly network: string;
  readonly sample: SampleName;
  /** For a network of the scaling study: which of the painted pictures, from 0. */
  readonly sticker: number;
  readonly place: number;
  readonly order: ChannelOrder;
  readonly channel: number;
  /** Which of the five classes lies over the picture. */
  readonly chosen: number;
}

export const classifierSchema: Schema<ClassifierView> = {
  id: 'live-classifier',
  version: 1,
  properties: {
    sample: choiceProperty<SampleName>('picture', 'coffee', {
      coffee: 'coffee',
      cat: 'cat',
      raccoon: 'raccoon',
      dahlia: 'dahlia',
      pagoda: 'pagoda',
      astronaut: 'astronaut',
      'dog-bicycle-truck': 'dog',
    }),
    sticker: numberProperty('sticker', { default: 0, min: 0, max: 6, digits: 0 }),
    network: nameProperty('net', 'efficientnet-b0'),
    // B7 has 55 blocks.
    place: numberProperty('place', { default: 3, min: 0, max: 56, digits: 0 }),
    order: choiceProperty<ChannelOrder>('order', 'activity', { activity: 'activity', index: 'index' }),
    channel: numberProperty('channel', { default: -1, min: -1, max: 2559, digits: 0 }),
    chosen: numberProperty('class', { default: 0, min: 0, max: 4, digits: 0 }),
  },
};
