import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** Which of a detector's numbers are balanced, and in which order detectors stand. */
export interface BackboneAgainstHeadView {
  readonly measure: 'multiplyAdds' | 'parameters';
  readonly order: 'size' | 'balance';
}

export const backboneAgainstHeadSchema: Schema<BackboneAgainstHeadView> = {
  id: 'backbone-against-head',
  version: 1,
  properties: {
    measure: choiceProperty('bars', 'multiplyAdds', { multiplyAdds: 'adds', parameters: 'par' }),
    order: choiceProperty('sort', 'size', { size: 'size', balance: 'share' }),
  },
};
