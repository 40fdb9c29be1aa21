import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** Which map of DFANet is looked at, and how the maps are laid out. */
export interface ThreeBackbonesView {
  /** From 1, in the order in which maps are made. */
  readonly step: number;
  readonly order: 'stage' | 'resolution';
}

export const lastStep = 15;

export const threeBackbonesSchema: Schema<ThreeBackbonesView> = {
  id: 'three-backbones',
  version: 1,
  properties: {
    step: numberProperty('step', { default: 6, min: 1, max: lastStep, digits: 0 }),
    order: choiceProperty('by', 'stage', { stage: 'stage', resolution: 'size' }),
  },
};
