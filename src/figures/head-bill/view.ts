import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** How many regions are looked at again, what is counted, and the side of the large separable convolution. */
export interface HeadBillView {
  readonly regions: number;
  readonly measure: 'multiplyAdds' | 'memory';
  readonly kernel: '1' | '3' | '7' | '11' | '15';
}

export const mostRegions = 1200;

export const headBillSchema: Schema<HeadBillView> = {
  id: 'head-bill',
  version: 1,
  properties: {
    regions: numberProperty('regions', { default: 300, min: 0, max: mostRegions, digits: 0 }),
    measure: choiceProperty('bars', 'multiplyAdds', { multiplyAdds: 'adds', memory: 'map' }),
    kernel: choiceProperty<HeadBillView['kernel']>('k', '15', { 1: '1', 3: '3', 7: '7', 11: '11', 15: '15' }),
  },
};
