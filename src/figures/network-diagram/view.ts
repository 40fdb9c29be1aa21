import { paperSizes } from '../../../models/families/efficientnet/sizes.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Measure } from './measure.ts';

/** The sizes that the diagram offers. */
export const sizes = paperSizes;
export type Size = (typeof sizes)[number];

/** What the diagram shows. `stage` counts from 1 as the paper does, `block` and `op` from 0 as scopes do. */
export interface DiagramView {
  readonly size: Size;
  readonly measure: Measure;
  readonly stage: number;
  readonly block: number;
  readonly op: number;
}

/** The default opens the depthwise convolution of the second block of stage 3. */
export const diagramSchema: Schema<DiagramView> = {
  id: 'network-diagram',
  version: 1,
  properties: {
    size: choiceProperty<Size>('size', 'B0', {
      B0: 'b0',
      B1: 'b1',
      B2: 'b2',
      B3: 'b3',
      B4: 'b4',
      B5: 'b5',
      B6: 'b6',
      B7: 'b7',
    }),
    measure: choiceProperty<Measure>('bars', 'multiplyAdds', {
      multiplyAdds: 'multiply-adds',
      parameters: 'parameters',
      memory: 'memory',
    }),
    stage: numberProperty('stage', { default: 3, min: 1, max: 9, digits: 0 }),
    block: numberProperty('block', { default: 1, min: 0, max: 12, digits: 0 }),
    op: numberProperty('op', { default: 3, min: 0, max: 14, digits: 0 }),
  },
};
