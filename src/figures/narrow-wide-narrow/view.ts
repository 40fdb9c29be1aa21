import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** A block of MobileNetV2 by the place where it stands: side × channels of its input. */
export type Place = '56x24' | '28x32' | '14x64' | '14x96' | '7x160';

export interface NarrowWideNarrowView {
  readonly place: Place;
  /** Channels in the middle over channels outside. */
  readonly expansion: number;
  /** Groups of channels in which the middle is worked through. */
  readonly pieces: number;
}

export const narrowWideNarrowSchema: Schema<NarrowWideNarrowView> = {
  id: 'narrow-wide-narrow',
  version: 1,
  properties: {
    place: choiceProperty<Place>('at', '56x24', {
      '56x24': '56x24',
      '28x32': '28x32',
      '14x64': '14x64',
      '14x96': '14x96',
      '7x160': '7x160',
    }),
    expansion: numberProperty('t', { default: 6, min: 0.25, max: 10, digits: 2 }),
    pieces: numberProperty('pieces', { default: 1, min: 1, max: 8, digits: 0 }),
  },
};
