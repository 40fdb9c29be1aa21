import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export interface PeersView {
  readonly task: 'imagenet' | 'coco';
  readonly measure: 'cost' | 'parameters';
}

export const peersSchema: Schema<PeersView> = {
  id: 'peers',
  version: 1,
  properties: {
    task: choiceProperty('net', 'imagenet', { imagenet: 'cls', coco: 'det' }),
    measure: choiceProperty('x', 'cost', { cost: 'cost', parameters: 'par' }),
  },
};
