import { type CompoundBases, type Knobs, paperBases } from '../families/efficientnet/compound.ts';
import { ruledPhis } from './phis.ts';

/** What every network of the study is scaled from. */
export const base: Knobs = { depth: 1, width: 0.25, resolution: 48 };

/** The base on pictures of 32 pixels: what a browser trains in half a minute. */
export const small: Knobs = { ...base, resolution: 32 };

/** Networks of which one knob is turned alone, from the smallest pictures up, then the deep one: what differs from the base in one knob. */
export const starts = {
  small,
  base,
  large: { ...base, resolution: 64 },
  deep: { ...base, depth: 2 },
} as const satisfies Record<string, Knobs>;
export type Start = keyof typeof starts;

/** One network of the study. */
export interface StudyNetwork {
  readonly name: string;
  /** Depth and width relative to B0, the resolution in pixels. */
  readonly knobs: Knobs;
  /** How it came from the base, or from another start: by the rule, or with one knob turned alone. */
  readonly phi?: number;
  /** Whose α, β and γ the rule had. */
  readonly ratio?: 'paper' | 'ours';
  readonly alone?: keyof Knobs;
  readonly from?: Exclude<Start, 'base'>;
  /** A point of the grid search: α, β and γ at φ = 1. */
  readonly triple?: CompoundBases;
}

/** The base scaled by a rule; the resolution in whole pixels. */
export const scaled = (by: CompoundBases, phi: number): Knobs => ({
  depth: base.depth * by.alpha ** phi,
  width: base.width * by.beta ** phi,
  resolution: Math.round(base.resolution * by.gamma ** phi),
});

const alone = {
  depth: [0.5, 1.5, 2, 3, 4],
  width: [0.175, 0.35, 0.45, 0.55, 0.7],
  resolution: [24, 32, 64, 80, 96],
} as const;

/** The two widths that every start is trained at: what growing width brings on each is asked between them (the paper's Figure 4). */
export const widthsOfAll = { narrow: 0.175, wide: 0.35 } as const;
const { narrow, wide } = widthsOfAll;

/** Knobs of the other starts alone; the small network's resolutions are the base's, too. */
const aloneOf = {
  small: { depth: [0.5, 2, 3], width: [narrow, wide, 0.5] },
  large: { depth: [], width: [narrow, wide] },
  deep: { depth: [], width: [narrow, wide] },
} as const satisfies Record<NonNullable<StudyNetwork['from']>, unknown>;

/**
 * Points of the grid search, as α, β, γ: all within 0.1 of α·β²·γ² = 2 and on the grid of step 0.05. The corners come first, where one
 * factor alone spends the budget.
 */
const triples = [
  [2, 1, 1],
  [1, 1.4, 1],
  [1, 1, 1.4],
  [paperBases.alpha, paperBases.beta, paperBases.gamma],
  [1, 1.2, 1.2],
  [1.2, 1, 1.3],
  [1.4, 1, 1.2],
  [1.4, 1.2, 1],
  [1.2, 1.3, 1],
  [1, 1.1, 1.3],
  [1, 1.3, 1.1],
  [1.1, 1.1, 1.25],
  [1.2, 1.2, 1.05],
  [1.5, 1, 1.15],
  [1.6, 1.1, 1],
].map(([alpha = 1, beta = 1, gamma = 1]): CompoundBases => ({ alpha, beta, gamma }));

const sameKnobs = (a: Knobs, b: Knobs): boolean =>
  a.depth === b.depth && a.width === b.width && a.resolution === b.resolution;

/** By the rule, and each knob alone. */
const onLines: readonly StudyNetwork[] = [
  { name: 'base', knobs: base, phi: 0, ratio: 'paper' },
  ...ruledPhis
    .filter((phi) => phi !== 0)
    .map(
      (phi): StudyNetwork => ({
        name: `paper-phi${phi}`,
        knobs: scaled(paperBases, phi),
        phi,
        ratio: 'paper',
      }),
    ),
  ...(['depth', 'width', 'resolution'] as const).flatMap((knob) =>
    alone[knob].map(
      (value): StudyNetwork => ({
        name: `${knob}-${value}`,
        knobs: { ...base, [knob]: value },
        alone: knob,
      }),
    ),
  ),
];

/** Our own α, β and γ: those of the grid whose runs named the most validation pictures right; a test holds them against the records. */
export const ourBases: CompoundBases = { alpha: 1, beta: 1, gamma: 1.4 };

/** The base scaled by our own ratio; at φ = 1 that is the triple itself. */
const byOurs: readonly StudyNetwork[] = ruledPhis
  .filter((phi) => phi !== 0 && phi !== 1)
  .map((phi) => ({ name: `ours-phi${phi}`, knobs: scaled(ourBases, phi), phi, ratio: 'ours' as const }))
  .filter(({ knobs }) => !onLines.some((network) => sameKnobs(network.knobs, knobs)));

const tripleOf = (knobs: Knobs): CompoundBases | undefined =>
  triples.find((triple) => sameKnobs(scaled(triple, 1), knobs));

export const studyNetworks: readonly StudyNetwork[] = [
  // Some lie on the grid too: two of its corners, and the paper's triple.
  ...onLines.map((network) => {
    const triple = tripleOf(network.knobs);
    return triple === undefined ? network : { ...network, triple };
  }),
  ...triples
    .map((triple): StudyNetwork => {
      const { alpha, beta, gamma } = triple;
      return { name: `grid-${alpha}-${beta}-${gamma}`, knobs: scaled(triple, 1), triple };
    })
    .filter(({ knobs }) => !onLines.some((network) => sameKnobs(network.knobs, knobs))),
  ...byOurs,
  ...(['small', 'large', 'deep'] as const).flatMap((from) =>
    (['depth', 'width'] as const).flatMap((knob) =>
      aloneOf[from][knob].map(
        (value): StudyNetwork => ({
          name: `${from}-${knob}-${value}`,
          knobs: { ...starts[from], [knob]: value },
          alone: knob,
          from,
        }),
      ),
    ),
  ),
];

export function findStudyNetwork(name: string): StudyNetwork | undefined {
  return studyNetworks.find((network) => network.name === name);
}

/** How far a reader may scale the base by the paper's rule. */
export const turnedPhis = [-2, -1, 0, 1] as const satisfies readonly (typeof ruledPhis)[number][];

/** What a reader may turn each knob to. */
export const turned = {
  depth: [0.5, 1, 2, 3],
  width: [0.175, 0.25, 0.35, 0.5],
  resolution: [24, 32, 48],
} as const satisfies Record<keyof Knobs, readonly number[]>;

/** The study's network of these knobs, or one that only a reader trains. */
export function networkOf(knobs: Knobs): StudyNetwork {
  const known = studyNetworks.find((each) => sameKnobs(each.knobs, knobs));
  const { depth, width, resolution } = knobs;
  return known ?? { name: `d${depth}-w${width}-r${resolution}`, knobs };
}
