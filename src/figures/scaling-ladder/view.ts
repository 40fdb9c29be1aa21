import type { SampleName } from '../../parts/pictures/photographs.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import { leastScore } from './detectors.ts';
import { detectorPictures, wordOfPicture } from './pictures.ts';

/** Which networks climb. */
export type LadderKind = 'classifiers' | 'detectors';

/** The pictures that climb, one a ladder; a reader's own is in no address. */
export interface LadderView {
  readonly kind: LadderKind;
  readonly sample: SampleName;
  /** What the detectors look at. */
  readonly scene: string;
  /** Boxes below this score are not drawn. */
  readonly score: number;
}

const scenes = Object.fromEntries(detectorPictures.map(({ name }) => [name, wordOfPicture(name)]));

export const ladderSchema: Schema<LadderView> = {
  id: 'scaling-ladder',
  version: 1,
  properties: {
    kind: choiceProperty<LadderKind>('of', 'classifiers', { classifiers: 'b', detectors: 'd' }),
    sample: choiceProperty<SampleName>('picture', 'coffee', {
      coffee: 'coffee',
      cat: 'cat',
      raccoon: 'raccoon',
      dahlia: 'dahlia',
      pagoda: 'pagoda',
      astronaut: 'astronaut',
      'dog-bicycle-truck': 'dog',
    }),
    scene: choiceProperty<string>('scene', 'dog-bicycle-truck', scenes),
    score: numberProperty('score', { default: 0.4, min: leastScore, max: 0.95, digits: 2 }),
  },
};
