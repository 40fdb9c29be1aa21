import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What the figure shows: whose training, and which epoch of it. */
export interface ProgressiveView {
  readonly network: 'S' | 'M' | 'L';
  readonly epoch: number;
}

export const progressiveSchema: Schema<ProgressiveView> = {
  id: 'progressive-learning',
  version: 1,
  properties: {
    network: choiceProperty('net', 'S', { S: 's', M: 'm', L: 'l' }),
    epoch: numberProperty('epoch', { default: 1, min: 1, max: 350, digits: 0 }),
  },
};
