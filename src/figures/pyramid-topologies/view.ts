import type { Network, Size } from '../../../models/facts/neck-costs.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** At least as many as any cell has nodes: everything is drawn. */
export const allSteps = 12;

export interface TopologiesView {
  readonly network: Network;
  readonly size: Size;
  /** How many of the cell's nodes are computed. */
  readonly step: number;
}

export const topologiesSchema: Schema<TopologiesView> = {
  id: 'pyramid-topologies',
  formerly: ['necks'],
  version: 1,
  properties: {
    network: choiceProperty<Network>('net', 'bifpn', {
      fpn: 'fpn',
      panet: 'panet',
      nasFpn: 'nas',
      fullyConnected: 'full',
      bifpn: 'bifpn',
    }),
    size: choiceProperty<Size>('size', 'D0', {
      D0: 'd0',
      D1: 'd1',
      D2: 'd2',
      D3: 'd3',
      D4: 'd4',
      D5: 'd5',
      D6: 'd6',
      D7: 'd7',
      D7x: 'd7x',
    }),
    step: numberProperty('step', { default: allSteps, min: 0, max: allSteps, digits: 0 }),
  },
};
