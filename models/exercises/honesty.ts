import { type Candidate, standardCandidates } from '../facts/candidates.ts';
import { figuresOf, intensityOf } from '../facts/needs.ts';
import { epochsFigure7, featureNetworkTable5 } from '../published/efficientdet/ablations.ts';
import { checkpointAccuracies } from '../published/efficientnet/checkpoints.ts';
import type { EfficientNetName } from '../published/efficientnet/coefficients.ts';
import {
  type Choose,
  type Explain,
  exercise,
  kept,
  type Lesson,
  type Order,
  once,
  type Quantity,
} from './exercise.ts';
import { medianOfRuns, ownRatio } from './measuring.ts';
import { type NeckName, neckNames, type OwnNeck, ownD0, ownNeck, type TwoArtists } from './own-detectors.ts';
import { asFirst, guessTime, timeRatio, workRatio } from './ratios.ts';
import { upTo } from './up-to.ts';

/** Lesson “How honest is a benchmark?”: ratios, spread, what does not travel, and what would change a conclusion. */

/** Networks that are to be put in order by how much they compute with each byte. */
export interface Networks {
  readonly ids: readonly string[];
}
const candidate = (id: string): Candidate => {
  const found = standardCandidates.find((each) => each.id === id);
  if (found === undefined) throw new RangeError(`There is no network ${id}.`);
  return found;
};
const intensity = kept((id: string) => intensityOf(figuresOf(candidate(id))));
export const byIntensity: Order<Networks> = {
  kind: 'order',
  id: 'intensity',
  goal: 'travel',
  variants: () =>
    [
      ['B0', 'B3', 'B7', 'depth-4'],
      ['B0', 'B2', 'B5', 'depth-6'],
      ['B1', 'B4', 'depth-8', 'width-2.6'],
      ['B0', 'B4', 'resolution-2.2', 'width-1.4'],
    ].map((ids) => ({ ids })),
  items: ({ ids }) => ids.map((id) => ({ id, value: intensity(id) })),
  slips: {
    smallFirst: ({ ids }) =>
      ids
        .map((id) => ({ id, value: intensity(id) }))
        .sort((a, b) => a.value - b.value)
        .map(({ id }) => id),
  },
};

export const lostToAnother: Quantity<TwoArtists> = {
  kind: 'number',
  id: 'lost-to-another-artist',
  goal: 'travel',
  tolerance: 0.015,
  variants: () => [...ownD0()].sort(asFirst(({ size }) => size === 384)),
  truth: ({ known: at, unseen }) => (at - unseen) / at,
  slips: {
    points: ({ known: at, unseen }) => at - unseen,
    kept: ({ known: at, unseen }) => unseen / at,
    ofTheLower: ({ known: at, unseen }) => (at - unseen) / unseen,
  },
};

/** Checkpoints of one name, each with the training that it had and the accuracy that is told of it, in percent. */
export interface SameName {
  readonly network: EfficientNetName;
  readonly checkpoints: readonly { readonly recipe: string; readonly top1: number }[];
}
export const whatChanged: Choose<SameName> = {
  kind: 'choose',
  id: 'what-changed',
  goal: 'travel',
  options: ['architecture', 'training', 'test', 'chance'],
  variants: once(() =>
    (['B0', 'B1', 'B2', 'B3', 'B4', 'B5'] as const).map((network) => ({
      network,
      checkpoints: checkpointAccuracies.flatMap(({ recipe, top1 }) => {
        const own = top1[network];
        return own === undefined ? [] : [{ recipe, top1: own }];
      }),
    })),
  ),
  // A name is one architecture; each row of the table is another training of it.
  truth: ({ checkpoints }) =>
    new Set(checkpoints.map(({ recipe }) => recipe)).size === checkpoints.length ? 'training' : 'chance',
};

/** Two lengths of training, in epochs, and AP of D1 and of RetinaNet after each, in percent. */
export interface Epochs {
  readonly short: Race;
  readonly long: Race;
}
export interface Race {
  readonly epochs: number;
  readonly d1: number;
  readonly retinaNet: number;
}
function raceAfter(epochs: number): Race {
  const ap = (model: (typeof epochsFigure7)[number]['model']) =>
    epochsFigure7.find((row) => row.model === model && row.epochs === epochs)?.ap ?? Number.NaN;
  return { epochs, d1: ap('EfficientDet-D1'), retinaNet: ap('RetinaNet-R50') };
}
export const whoIsAhead: Choose<Epochs> = {
  kind: 'choose',
  id: 'who-is-ahead',
  goal: 'conclude',
  options: ['d1', 'retinaNet', 'depends'],
  variants: once(() =>
    (
      [
        [30, 300],
        [30, 90],
        [90, 300],
        [30, 600],
        [90, 600],
        [300, 600],
      ] as const
    ).map(([short, long]) => ({ short: raceAfter(short), long: raceAfter(long) })),
  ),
  truth: ({ short, long }) => {
    const [before, after] = [short.d1 - short.retinaNet, long.d1 - long.retinaNet];
    if (before * after < 0) return 'depends';
    return after > 0 ? 'd1' : 'retinaNet';
  },
};

/** Two of our own necks, three trainings each. */
export interface TwoNecks {
  readonly one: OwnNeck;
  readonly other: OwnNeck;
}
export const rangeOf = ({ seeds }: OwnNeck): readonly [low: number, high: number] => [
  Math.min(...seeds),
  Math.max(...seeds),
];
export const toldApart: Choose<TwoNecks> = {
  kind: 'choose',
  id: 'told-apart',
  goal: 'spread',
  options: ['one', 'other', 'open'],
  variants: once(() => {
    const pairsOf = (all: readonly NeckName[]): (readonly [NeckName, NeckName])[] =>
      all.flatMap((one, i) => all.slice(i + 1).map((other) => [one, other] as const));
    return pairsOf(neckNames)
      .sort(asFirst(([one, other]) => one === 'fpn' && other === 'sum'))
      .map(([one, other]) => ({ one: ownNeck(one), other: ownNeck(other) }));
  }),
  truth: ({ one, other }) => {
    const [a, b] = [rangeOf(one), rangeOf(other)];
    if (a[0] > b[1]) return 'one';
    return b[0] > a[1] ? 'other' : 'open';
  },
};

/** Our PANet and our FPN, and what Table 5 of the EfficientDet paper says of the two. */
export interface Contrary extends TwoNecks {
  /** AP in percent. */
  readonly theirOne: number;
  readonly theirOther: number;
}
const table5 = (key: (typeof featureNetworkTable5)[number]['key']) =>
  featureNetworkTable5.find((row) => row.key === key)?.ap ?? Number.NaN;
export const threeSuspects: Explain<Contrary> = {
  kind: 'explain',
  id: 'three-suspects',
  goal: 'conclude',
  points: ['training', 'data', 'chance'],
  variants: once(() => [
    { one: ownNeck('panet'), other: ownNeck('fpn'), theirOne: table5('panet'), theirOther: table5('fpn') },
  ]),
};

export const honestyLesson: Lesson = {
  id: 'how-honest-is-a-benchmark',
  version: 3,
  minutes: 90,
  goals: ['ratios', 'spread', 'travel', 'conclude'],
  exercises: [
    exercise(guessTime),
    exercise(workRatio),
    exercise(timeRatio),
    exercise(medianOfRuns),
    exercise(ownRatio),
    exercise(byIntensity),
    exercise(lostToAnother),
    exercise(whatChanged),
    exercise(toldApart),
    exercise(whoIsAhead),
    exercise(upTo),
    exercise(threeSuspects),
  ],
};
