import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export interface DeviationView {
  readonly task: 'imagenet' | 'coco';
}

export const deviationSchema: Schema<DeviationView> = {
  id: 'formula-against-released',
  formerly: ['formula'],
  version: 1,
  properties: { task: choiceProperty('net', 'imagenet', { imagenet: 'cls', coco: 'det' }) },
};
