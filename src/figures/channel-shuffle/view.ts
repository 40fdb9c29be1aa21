import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** How many shuffle units the channels have gone through, and whether they are shuffled behind each. */
export interface ChannelShuffleView {
  readonly units: number;
  readonly shuffle: 'yes' | 'no';
}

/** Channels that are drawn, and units that can be stepped through. */
export const channelCount = 8;
export const mostUnits = 6;

export const channelShuffleSchema: Schema<ChannelShuffleView> = {
  id: 'channel-shuffle',
  version: 1,
  properties: {
    units: numberProperty('units', { default: 2, min: 0, max: mostUnits, digits: 0 }),
    shuffle: choiceProperty<ChannelShuffleView['shuffle']>('shuffle', 'yes', { yes: 'yes', no: 'no' }),
  },
};
