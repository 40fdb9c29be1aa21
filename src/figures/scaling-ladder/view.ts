import type { SampleName } from '../live-classifier/view.ts';
import { choiceProperty } from '../state/property.ts';
import type { Schema } from '../state/schema.ts';

/** The picture that climbs; a reader's own is in no address. */
export interface LadderView {
  readonly sample: SampleName;
}

export const ladderSchema: Schema<LadderView> = {
  id: 'scaling-ladder',
  version: 1,
  properties: {
    sample: choiceProperty<SampleName>('picture', 'coffee', {
      coffee: 'coffee',
      cat: 'cat',
      raccoon: 'raccoon',
      dahlia: 'dahlia',
      pagoda: 'pagoda',
      astronaut: 'astronaut',
      'dog-bicycle-truck': 'dog',
    }),
  },
};
