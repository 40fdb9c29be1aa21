import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export interface PhotographsView {
  /** Whose name a box carries: the detector's, or the classifier's that looked at it again. */
  readonly names: 'detector' | 'again';
  /** Boxes of a lower score are not drawn. */
  readonly least: number;
}

export const photographsSchema: Schema<PhotographsView> = {
  id: 'photographs',
  version: 2,
  properties: {
    names: choiceProperty('names', 'detector', { detector: 'det', again: 'again' }),
    least: numberProperty('score', { default: 0.25, min: 0.2, max: 0.9, digits: 2 }),
  },
  // The first version began at another score.
  upgrade: (fields) => new Map([['score', '0.3'], ...fields]),
};
