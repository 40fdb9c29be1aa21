import { choiceProperty, nameProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { AssumedDevice } from './devices.ts';

export interface ProgramView {
  /** A network's name in the list of families. */
  readonly network: string;
  readonly fused: 'yes' | 'no';
  readonly device: AssumedDevice;
  /** What each dispatch costs to start, in microseconds. */
  readonly launch: number;
  /** The dispatch that is looked at, from 1. */
  readonly at: number;
}

export const programSchema: Schema<ProgramView> = {
  id: 'gpu-program',
  version: 1,
  properties: {
    network: nameProperty('net', 'efficientnet-b0'),
    fused: choiceProperty('fused', 'yes', { yes: 'yes', no: 'no' }),
    device: choiceProperty<AssumedDevice>('on', 'desktop', {
      shared: 'shared',
      desktop: 'desktop',
      dataCentre: 'centre',
    }),
    launch: numberProperty('launch', { default: 5, min: 0, max: 40, digits: 0 }),
    at: numberProperty('at', { default: 6, min: 1, max: 4000, digits: 0 }),
  },
};
