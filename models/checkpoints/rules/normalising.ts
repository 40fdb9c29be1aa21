type Channels = readonly [red: number, green: number, blue: number];

/** What is done to a picture's values, 0 to 1, before the first layer: (value − mean) / std per channel. */
export interface Normalising {
  readonly mean: Channels;
  readonly std: Channels;
}

const same = (value: number): Channels => [value, value, value];

/** The ways in which these networks' pictures are normalised, by a name that a command line and an address can carry. */
export const normalisings = {
  imagenet: {
    mean: [0.485, 0.456, 0.406],
    std: [0.229, 0.224, 0.225],
  },
  inception: {
    mean: same(0.5),
    std: same(0.5),
  },
  lite: {
    mean: same(127 / 255),
    std: same(128 / 255),
  },
  unit: {
    mean: same(0),
    std: same(1),
  },
} as const satisfies Record<string, Normalising>;

export type NormalisingName = keyof typeof normalisings;

export const normalisingNames = Object.keys(normalisings) as readonly NormalisingName[];
