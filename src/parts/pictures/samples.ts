import { pictures } from '../../../models/published/pictures.ts';
import { shownScenes, shownSide } from '../../../models/scenes/shown-scenes.ts';

import { photographNote } from '../../words/en/own-picture.ts';
import { shownScene } from '../../words/en/scenes.ts';

/** A picture that ships for the detectors to look at. */
export interface Sample {
  readonly name: string;
  readonly kind: 'scene' | 'photograph';
  /** What is to be seen, for a reader who does not see it. */
  readonly description: string;
  /** Why it is here. */
  readonly note: string;
  readonly width: number;
  readonly height: number;
}

function photograph(name: string): Sample {
  const picture = pictures.find(({ file }) => file === `${name}.jpg`);
  if (picture === undefined) throw new Error(`There is no sample picture “${name}”.`);
  const { description, width, height } = picture;
  return { name, kind: 'photograph', description, note: photographNote, width, height };
}

export const samples: readonly Sample[] = [
  ...shownScenes.map(
    ({ name }): Sample => ({
      name,
      kind: 'scene',
      ...shownScene[name],
      width: shownSide,
      height: shownSide,
    }),
  ),
  photograph('dog-bicycle-truck'),
  photograph('cat'),
];

/** The sample of this name, the first one where there is none. */
export function sampleNamed(name: string): Sample {
  const found = samples.find((sample) => sample.name === name) ?? samples[0];
  if (found === undefined) throw new Error('There are no samples.');
  return found;
}
