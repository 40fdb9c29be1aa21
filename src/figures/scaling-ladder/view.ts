import { type SampleName, sampleNames } from '../../../models/published/pictures.ts';
import { samples } from '../../parts/pictures/samples.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import { leastScore } from './detectors.ts';

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

/** What the detectors can look at, each with its word: the photographs, and the scenes. */
const scenes = Object.fromEntries(
  [...sampleNames, ...samples.map(({ name }) => name)].map((name) => [
    name,
    name === 'dog-bicycle-truck' ? 'dog' : name,
  ]),
);

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
