import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

export const sizes = ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7'] as const;
export type Size = (typeof sizes)[number];

export interface TimingView {
  /** The largest size to measure. */
  readonly largest: Size;
}

export const timingSchema: Schema<TimingView> = {
  id: 'softmax-against-fast',
  formerly: ['rules'],
  version: 1,
  properties: {
    largest: choiceProperty<Size>('to', 'D0', {
      D0: 'd0',
      D1: 'd1',
      D2: 'd2',
      D3: 'd3',
      D4: 'd4',
      D5: 'd5',
      D6: 'd6',
      D7: 'd7',
    }),
  },
};
