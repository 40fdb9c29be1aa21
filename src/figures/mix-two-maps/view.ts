import { numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** The two raw weights. */
export interface MixView {
  readonly first: number;
  readonly second: number;
}

export const lowest = -2;
export const highest = 4;

/** What the node learned for its own input and for that from above: a fresh page shows the trained network. */
export const learned: readonly [first: number, second: number] = [2.21, 1.14];

const weight = (key: string, value: number) =>
  numberProperty(key, { default: value, min: lowest, max: highest, digits: 2 });

export const mixSchema: Schema<MixView> = {
  id: 'mix-two-maps',
  formerly: ['mix'],
  version: 2,
  properties: { first: weight('a', learned[0]), second: weight('b', learned[1]) },
  // The first version began with what the detector before had learned.
  upgrade: (fields) => new Map([['a', '2.1'], ['b', '1.17'], ...fields]),
};
