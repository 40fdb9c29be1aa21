import { type Dimension, ranges } from '../../../models/facts/scaled-b0.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export interface BreakTheRuleView {
  readonly depth: number;
  readonly width: number;
  readonly resolution: number;
  /** Which dimension gives way so that the cost stays; `nothing` lets the cost go. */
  readonly give: Dimension | 'nothing';
  /** The multiply-adds that are held, in millions. */
  readonly held: number;
  /** Whose published numbers the chart shows. */
  readonly network: 'EfficientNet-B0' | 'MobileNetV1' | 'MobileNetV2' | 'ResNet-50';
}

const knob = (key: string, dimension: Dimension) =>
  numberProperty(key, { default: 1, min: ranges[dimension][0], max: ranges[dimension][1], digits: 3 });

export const breakTheRuleSchema: Schema<BreakTheRuleView> = {
  id: 'break-the-rule',
  formerly: ['rule'],
  version: 1,
  properties: {
    depth: { ...knob('d', 'depth'), default: 1.4 },
    width: { ...knob('w', 'width'), default: 1.2 },
    resolution: { ...knob('r', 'resolution'), default: 1.3 },
    give: choiceProperty('give', 'nothing', { nothing: 'no', depth: 'd', width: 'w', resolution: 'r' }),
    held: numberProperty('held', { default: 1827, min: 1, max: 200_000, digits: 0 }),
    network: choiceProperty('net', 'EfficientNet-B0', {
      'EfficientNet-B0': 'b0',
      MobileNetV1: 'mn1',
      MobileNetV2: 'mn2',
      'ResNet-50': 'r50',
    }),
  },
};
