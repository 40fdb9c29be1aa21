type Channels = readonly [red: number, green: number, blue: number];

/** What is done to a picture's values, 0 to 1, before the first layer: (value − mean) / std per channel. */
export interface Normalising {
  /** For a person, as a choice among others. */
  readonly title: string;
  /** The arithmetic in words, for values of 0 to 255. */
  readonly words: string;
  readonly mean: Channels;
  readonly std: Channels;
}

const same = (value: number): Channels => [value, value, value];

/** The ways in which these networks' pictures are normalised, by a name that a command line and an address can carry. */
export const normalisings = {
  imagenet: {
    title: 'ImageNet’s mean and deviation',
    words: 'minus ImageNet’s mean, over its deviation',
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  },
  inception: {
    title: '−1 to 1 (Inception, AdvProp)',
    words: 'brought to −1 … 1, (v − 127.5) / 127.5',
    mean: same(0.5),
    std: same(0.5),
  },
  lite: {
    title: 'Lite: (v − 127) / 128',
    words: 'as the Lite networks’ are, (v − 127) / 128',
    mean: same(127 / 255),
    std: same(128 / 255),
  },
  unit: {
    title: '0 to 1',
    words: 'brought to 0 … 1, v / 255',
    mean: same(0),
    std: same(1),
  },
} as const satisfies Record<string, Normalising>;

export type NormalisingName = keyof typeof normalisings;

export const normalisingNames = Object.keys(normalisings) as readonly NormalisingName[];
