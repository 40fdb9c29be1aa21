import { numberProperty } from '../shell/property.ts';

/** The seeds that a reader may choose from. */
export const seeds = { min: 1, max: 99 } as const;

/** A seed in a figure's address. */
export const seedProperty = () => numberProperty('seed', { default: 1, ...seeds, digits: 0 });
