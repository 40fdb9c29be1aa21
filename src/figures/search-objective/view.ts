import { numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** What the figure shows: the cost of a candidate, in millions of multiply-adds. */
export interface ObjectiveView {
  readonly millions: number;
}

export const objectiveSchema: Schema<ObjectiveView> = {
  id: 'search-objective',
  version: 1,
  properties: { millions: numberProperty('millions', { default: 800, min: 100, max: 5000, digits: 0 }) },
};
