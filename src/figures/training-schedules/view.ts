import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What the figure shows: the epoch that is read, and which detectors' training is drawn. */
export interface SchedulesView {
  readonly epoch: number;
  /** `usual`: D0 to D6. `longest`: D7 and D7x. */
  readonly length: 'usual' | 'longest';
}

export const schedulesSchema: Schema<SchedulesView> = {
  id: 'training-schedules',
  version: 1,
  properties: {
    epoch: numberProperty('epoch', { default: 100, min: 0, max: 600, digits: 0 }),
    length: choiceProperty('length', 'usual', { usual: 'usual', longest: 'longest' }),
  },
};
