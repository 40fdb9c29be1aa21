import { pictures } from '../../../models/published/pictures.ts';

/** The sample pictures by the name of their file, without its ending. */
export type SampleName =
  | 'coffee'
  | 'cat'
  | 'raccoon'
  | 'dahlia'
  | 'pagoda'
  | 'astronaut'
  | 'dog-bicycle-truck';
export const sampleNames = [
  'coffee',
  'cat',
  'raccoon',
  'dahlia',
  'pagoda',
  'astronaut',
  'dog-bicycle-truck',
] as const satisfies readonly SampleName[];

/** What is known of a sample picture. */
export function sampleOf(name: SampleName) {
  const picture = pictures.find(({ file }) => file === `${name}.jpg`);
  if (picture === undefined) throw new Error(`There is no sample picture “${name}”.`);
  return picture;
}
