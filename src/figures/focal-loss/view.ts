import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** The loss of one answer. */
export interface FocalLossView {
  readonly gamma: number;
  readonly alpha: number;
  /** What the network said for “an object of this class”. */
  readonly probability: number;
  /** What is there. */
  readonly truth: 'object' | 'background';
}

export const focalLossSchema: Schema<FocalLossView> = {
  id: 'focal-loss',
  version: 1,
  properties: {
    gamma: numberProperty('gamma', { default: 1.5, min: 0, max: 5, digits: 2 }),
    alpha: numberProperty('alpha', { default: 0.25, min: 0.05, max: 0.95, digits: 2 }),
    probability: numberProperty('p', { default: 0.1, min: 0.01, max: 0.99, digits: 2 }),
    truth: choiceProperty<FocalLossView['truth']>('is', 'background', { object: 'yes', background: 'no' }),
  },
};
