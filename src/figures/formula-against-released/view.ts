import { choiceProperty } from '../state/property.ts';
import type { Schema } from '../state/schema.ts';

export interface DeviationView {
  readonly task: 'imagenet' | 'coco';
}

export const deviationSchema: Schema<DeviationView> = {
  id: 'formula',
  version: 1,
  properties: { task: choiceProperty('net', 'imagenet', { imagenet: 'cls', coco: 'det' }) },
};
