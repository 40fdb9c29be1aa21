import { type SampleName, sampleNames, sampleOf } from '../../../models/published/pictures.ts';
import { siteAddress } from '../../components/site-address.ts';
import { sampleAddress } from '../../parts/pictures/sample-address.ts';
import { samples } from '../../parts/pictures/samples.ts';
import { paintedScene } from '../../words/en/figures/scaling-ladder.ts';

/** A picture that comes with the site, for a ladder to look at. */
export interface LadderPicture {
  readonly name: string;
  readonly description: string;
  readonly address: string;
}

const photograph = (name: SampleName): LadderPicture => {
  const { file, description } = sampleOf(name);
  return { name, description, address: siteAddress(`pictures/${file}`) };
};

/** For the classifiers: photographs. */
export const photographs: readonly LadderPicture[] = sampleNames.map(photograph);

/** For the detectors: photographs, which the published ones know, and sticker scenes, which ours do. */
export const detectorPictures: readonly LadderPicture[] = [
  ...photographs.toSorted(
    (a, b) => Number(b.name === 'dog-bicycle-truck') - Number(a.name === 'dog-bicycle-truck'),
  ),
  ...samples
    .filter(({ kind }) => kind === 'scene')
    .map((sample) => ({
      name: sample.name,
      description: paintedScene(sample.description),
      address: sampleAddress(sample),
    })),
];

/** The picture of this name, the first where there is none. */
export function pictureNamed(pictures: readonly LadderPicture[], name: string): LadderPicture {
  const found = pictures.find((picture) => picture.name === name) ?? pictures[0];
  if (found === undefined) throw new Error('There are no pictures.');
  return found;
}
