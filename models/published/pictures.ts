/** A picture that ships with the site. */
export interface Picture {
  /** File name under `pictures/`. */
  file: string;
  /** What is to be seen, for a reader who does not see it. */
  description: string;
  /** Pixels. */
  width: number;
  height: number;
  author: string;
  licence: string;
  /** Where the licence's text stands, or undefined where there is none to read. */
  licenceAddress?: string;
  /** Where the file was taken from. */
  source: string;
}

/** The pictures that the figures offer; each may be shipped, and says by whose leave. */
export const pictures = [
  {
    file: 'raccoon.jpg',
    description: 'a raccoon among leaves',
    width: 1024,
    height: 768,
    author: 'via SciPy (scipy.datasets.face)',
    licence: 'public domain',
    source: 'Debian python3-scipy',
  },
  {
    file: 'cat.jpg',
    description: 'the face of a tabby cat',
    width: 451,
    height: 300,
    author: 'Stéfan van der Walt',
    licence: 'CC0 1.0',
    licenceAddress: 'https://creativecommons.org/publicdomain/zero/1.0/',
    source: 'Debian python3-skimage',
  },
  {
    file: 'coffee.jpg',
    description: 'a cup of espresso on a saucer with a spoon',
    width: 600,
    height: 400,
    author: 'Rachel Michetti',
    licence: 'CC0 1.0',
    licenceAddress: 'https://creativecommons.org/publicdomain/zero/1.0/',
    source: 'Debian python3-skimage',
  },
  {
    file: 'astronaut.jpg',
    description: 'the astronaut Eileen Collins in her orange suit',
    width: 512,
    height: 512,
    author: 'NASA',
    licence: 'public domain',
    source: 'Debian python3-skimage',
  },
  {
    file: 'pagoda.jpg',
    description: 'a red pagoda of three tiers above a lake',
    width: 640,
    height: 427,
    author: 'danielbuechele (Flickr 6061409035)',
    licence: 'CC BY 2.0',
    licenceAddress: 'https://creativecommons.org/licenses/by/2.0/',
    source: 'Debian python3-sklearn',
  },
  {
    file: 'dahlia.jpg',
    description: 'a dahlia in bloom',
    width: 640,
    height: 427,
    author: 'vultilion (Flickr 6056698931)',
    licence: 'CC BY 2.0',
    licenceAddress: 'https://creativecommons.org/licenses/by/2.0/',
    source: 'Debian python3-sklearn',
  },
  {
    file: 'dog-bicycle-truck.jpg',
    description: 'a dog on a porch, a bicycle behind it and a truck in the street',
    width: 768,
    height: 576,
    author: 'Joseph Redmon (Darknet)',
    licence: 'GPL-3+, MIT or WTFPL, at your choice',
    source: 'Debian darknet',
  },
] as const satisfies readonly Picture[];

/** The sample pictures as figures offer them, by the name of their file without its ending; the one that they open with is first. */
export const sampleNames = [
  'coffee',
  'cat',
  'raccoon',
  'dahlia',
  'pagoda',
  'astronaut',
  'dog-bicycle-truck',
] as const;
export type SampleName = (typeof sampleNames)[number];

/** What is known of a sample picture. */
export function sampleOf(name: SampleName): Picture {
  const picture = pictures.find(({ file }) => file === `${name}.jpg`);
  if (picture === undefined) throw new Error(`There is no sample picture “${name}”.`);
  return picture;
}
