import { choiceProperty } from '../state/property.ts';
import type { Schema } from '../state/schema.ts';

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
