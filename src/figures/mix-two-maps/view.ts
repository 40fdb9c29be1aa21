import { numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** The two raw weights. */
export interface MixView {
  readonly first: number;
  readonly second: number;
}

export const lowest = -2;
export const highest = 4;

/** The defaults are what the node learned, so that a fresh page shows the trained network. */
export function mixSchema(raw: readonly [number, number]): Schema<MixView> {
  const weight = (key: string, value: number) =>
    numberProperty(key, {
      default: Number(value.toFixed(2)),
      min: lowest,
      max: highest,
      digits: 2,
    });
  return {
    id: 'mix',
    version: 1,
    properties: { first: weight('a', raw[0]), second: weight('b', raw[1]) },
  };
}
