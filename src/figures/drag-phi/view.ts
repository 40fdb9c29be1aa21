import { highestPhi, lowestPhi, type ScaledFamily } from '../../../models/facts/scaled-family.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Ghost } from '../../parts/strip/strip-layout.ts';

export type Task = ScaledFamily['task'];
export const tasks: readonly Task[] = ['imagenet', 'coco'];
export type Measure = 'cost' | 'parameters' | 'latency';
export type Edition = 'latest' | 'earlier';

/** What a reader can set in the φ playground. */
export interface DragPhiView {
  readonly phi: number;
  /** EfficientNet on ImageNet, or EfficientDet on COCO. */
  readonly task: Task;
  /** The papers' “FLOPs” are multiply-adds; everybody else's are twice as many. */
  readonly unit: 'multiplyAdds' | 'flops';
  /** What the chart's horizontal axis counts. */
  readonly measure: Measure;
  /** The last version of the paper, or the numbers that older articles quote. */
  readonly edition: Edition;
  readonly ghost: Ghost;
}

/** Up to here the strip has one scale; beyond, it zooms out. */
export const stripPhi = 3;

export const dragPhiSchema: Schema<DragPhiView> = {
  id: 'drag-phi',
  formerly: ['phi'],
  version: 1,
  properties: {
    phi: numberProperty('phi', { default: 2, min: lowestPhi, max: highestPhi, digits: 2 }),
    task: choiceProperty('net', 'imagenet', { imagenet: 'cls', coco: 'det' }),
    unit: choiceProperty('unit', 'multiplyAdds', { multiplyAdds: 'ma', flops: 'flops' }),
    measure: choiceProperty('x', 'cost', { cost: 'cost', parameters: 'par', latency: 'ms' }),
    edition: choiceProperty('ed', 'latest', { latest: 'new', earlier: 'old' }),
    ghost: choiceProperty('ghost', 'baseline', { baseline: 'base', exact: 'exact' }),
  },
};
