import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export interface GridSearchView {
  /** Distance between neighbouring values of α, β and γ. */
  readonly step: '0.1' | '0.05' | '0.025';
  /** How far α·β²·γ² may be from 2. */
  readonly tolerance: '0.05' | '0.1' | '0.2';
}

export const gridSearchSchema: Schema<GridSearchView> = {
  id: 'grid-search',
  formerly: ['grid'],
  version: 1,
  properties: {
    step: choiceProperty('step', '0.05', { '0.1': '100', '0.05': '50', '0.025': '25' }),
    tolerance: choiceProperty('tol', '0.1', { '0.05': '50', '0.1': '100', '0.2': '200' }),
  },
};
