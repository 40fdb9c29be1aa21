import type { Guideline } from '../../../models/facts/guidelines.ts';
import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** The experiment that is shown. */
export interface FourGuidelinesView {
  readonly guideline: Guideline;
}

export const fourGuidelinesSchema: Schema<FourGuidelinesView> = {
  id: 'four-guidelines',
  version: 1,
  properties: {
    guideline: choiceProperty<Guideline>('of', 'ratio', {
      ratio: 'ratio',
      groups: 'groups',
      fragments: 'fragments',
      elementwise: 'each',
    }),
  },
};
