import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export type Activation = 'relu' | 'relu6' | 'linear';

export const channelsLeast = 2;
export const channelsMost = 30;
/** Random matrices over which a mean is taken, and from which the reader draws. */
export const seeds = 50;

/** How many channels the spiral goes through, what is done to them, and which random matrix leads there. */
export interface ManifoldView {
  readonly channels: number;
  readonly activation: Activation;
  readonly seed: number;
}

export const manifoldSchema: Schema<ManifoldView> = {
  id: 'manifold-under-relu',
  version: 1,
  properties: {
    channels: numberProperty('n', { default: 3, min: channelsLeast, max: channelsMost, digits: 0 }),
    activation: choiceProperty<Activation>('act', 'relu', { relu: 'relu', relu6: 'relu6', linear: 'linear' }),
    seed: numberProperty('seed', { default: 9, min: 1, max: seeds, digits: 0 }),
  },
};
