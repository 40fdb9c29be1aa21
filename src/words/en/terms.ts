import type { Dimension } from '../../../models/facts/scaled-b0.ts';

/** What compound scaling scales. */
export const dimensionName: Readonly<Record<Dimension, string>> = {
  depth: 'depth',
  width: 'width',
  resolution: 'resolution',
};

/** What a network is counted in. */
export const measureName = { cost: 'multiply-adds', parameters: 'parameters' } as const;
