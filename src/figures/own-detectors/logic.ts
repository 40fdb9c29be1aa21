import { mean } from 'd3-array';
import { featureNetworkTable5 } from '../../../models/published/efficientdet/ablations.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns, precision, seeded } from '../../words/en/figures/own-detectors.ts';
import type { Measured } from './measured.ts';
import type { OwnDetectorsView } from './view.ts';

/** Points that are joined by a line, cheapest first. */
export interface Series {
  readonly key: string;
  readonly tone: 'phi' | 'depth' | 'width' | 'resolution';
  readonly points: readonly Measured[];
}

const tones = { resolution: 'resolution', width: 'width', cells: 'depth', headDepth: 'depth' } as const;
const byCost = (a: Measured, b: Measured): number => a.trainedMultiplyAdds - b.trainedMultiplyAdds;

/**
 * The compound family; and, presented with as many scenes, each knob turned alone from φ = −2 and all knobs together from there (the
 * paper's Figure 6). They had fewer different scenes of large pictures to draw from. Lines of one point are left out.
 */
export function scalingSeries(all: readonly Measured[]): readonly Series[] {
  const native = all.filter((each) => each.native);
  const family = native.filter(({ group }) => group === 'scale').sort(byCost);
  const start = native.find(({ group, knob }) => group === 'one dimension' && knob === undefined);
  const equal = family.filter(({ training }) => training?.presented === start?.training?.presented);
  const together: Series = { key: 'together', tone: 'phi', points: [...(start ? [start] : []), ...equal] };
  const alone = (['resolution', 'width', 'cells', 'headDepth'] as const).map((knob): Series => {
    const turned = native.filter((each) => each.knob === knob);
    return { key: knob, tone: tones[knob], points: [...(start ? [start] : []), ...turned].sort(byCost) };
  });
  const compound: Series = { key: 'compound', tone: 'phi', points: family };
  return [compound, together, ...alone].filter(({ points }) => points.length > 1);
}

/** Boxes of a lower score are not shown on a scene: there, a detector guesses. */
export const leastShown = 0.4;

/** Boxes that a picture of a scene shows. */
export function confident<T extends { readonly score: number }>(found: readonly T[]): readonly T[] {
  return found.filter(({ score }) => score >= leastShown);
}

/** One network as it was trained from each of its seeds. */
export interface Trained {
  readonly word: string;
  readonly seeds: readonly Measured[];
  /** Mean over the seeds. */
  readonly ap: number;
}

/** Trainings of the same network brought together, in the order in which the networks first come. */
export function bySeeds(all: readonly Measured[]): readonly Trained[] {
  const words = new Map<string, Measured[]>();
  for (const each of all) words.set(each.word, [...(words.get(each.word) ?? []), each]);
  return [...words].map(([word, seeds]) => ({ word, seeds, ap: mean(seeds.map(({ ap }) => ap)) ?? 0 }));
}

/** One kind of neck with all its seeds. */
export interface Neck extends Trained {
  /** What the paper's Table 5 says of such a neck at D3's size, in percent, and which other it calls similar. */
  readonly published:
    | {
        readonly ap: number;
        readonly where: string;
        readonly similarTo: string | null;
        readonly network: string;
      }
    | undefined;
}

/** The row of Table 5 by what a neck’s name says of it. */
const rows = { fpn: 'fpn', panet: 'panet', sum: 'bifpnPlain', fast: 'bifpn' } as const;

function publishedNeck(name: string): Neck['published'] {
  const key = (Object.keys(rows) as (keyof typeof rows)[]).find((each) => name.includes(`-${each}`));
  const row = featureNetworkTable5.find((each) => key !== undefined && each.key === rows[key]);
  return row && { ap: row.ap, where: 'Table 5', network: row.network, similarTo: row.similarTo };
}

/** The necks, best first. */
export function necks(all: readonly Measured[]): readonly Neck[] {
  return bySeeds(all.filter(({ group, native }) => group === 'neck' && native))
    .map((each) => ({ ...each, published: publishedNeck(each.seeds[0]!.name) }))
    .sort((a, b) => b.ap - a.ap);
}

/** The detector that was measured at the most sizes, smallest size first. */
export function acrossSizes(all: readonly Measured[]): readonly Measured[] {
  const names = [...new Set(all.map(({ name }) => name))];
  const lists = names.map((name) => all.filter((each) => each.name === name).sort((a, b) => a.size - b.size));
  return lists.reduce<Measured[]>((best, list) => (list.length > best.length ? list : best), []);
}

/**
 * Detectors that look once and such as look twice, on pictures of one size; of the first those that were trained at least half as long
 * as the second, the family and each knob turned alone. No line joins them: they were not trained alike.
 */
export function lookSeries(all: readonly Measured[]): readonly Series[] {
  const twice = all.filter(({ group }) => group === 'twice').sort(byCost);
  const size = twice[0]?.size;
  const least = Math.min(...twice.map(({ training }) => training?.presented ?? 0)) / 2;
  const once = all
    .filter(({ group, size: side }) => (group === 'scale' || group === 'one dimension') && side === size)
    .filter(({ training }) => (training?.presented ?? 0) >= least)
    .sort(byCost);
  if (once.length === 0 || twice.length === 0) return [];
  return [
    { key: 'once', tone: 'phi', points: once },
    { key: 'twice', tone: 'resolution', points: twice },
  ];
}

/** Questions that the trained detectors can answer. */
export function questions(all: readonly Measured[]): readonly OwnDetectorsView['question'][] {
  return [
    ...(scalingSeries(all).length > 0 ? (['scaling'] as const) : []),
    ...(necks(all).length > 1 ? (['necks'] as const) : []),
    ...(lookSeries(all).length > 0 ? (['looks'] as const) : []),
    ...(acrossSizes(all).length > 1 ? (['sizes'] as const) : []),
  ];
}

export { precision };

/** Average precision of all knobs turned together at a cost of neck and heads, straight between points on the log axis; null beyond them. */
function togetherAt(points: readonly Measured[], multiplyAdds: number): number | null {
  for (let i = 1; i < points.length; i++) {
    const [from, to] = [points[i - 1]!, points[i]!];
    if (multiplyAdds < from.trainedMultiplyAdds || multiplyAdds > to.trainedMultiplyAdds) continue;
    const part =
      Math.log(multiplyAdds / from.trainedMultiplyAdds) /
      Math.log(to.trainedMultiplyAdds / from.trainedMultiplyAdds);
    return from.ap + part * (to.ap - from.ap);
  }
  return null;
}

/** What is open about one trained network: the seed of its training, and the scenes that it was tested on. */
export interface Noise {
  /** Standard deviation of AP between seeds, pooled over the necks that were trained from several. */
  readonly seeds: number;
  readonly necks: number;
  /** A difference of two networks with one seed each that is larger than this is called clear: two standard deviations. */
  readonly clear: number;
}

/** Undefined where no neck was trained from a second seed: then nothing is known of what training leaves open. */
export function noiseOf(all: readonly Measured[]): Noise | undefined {
  const several = necks(all).filter(({ seeds }) => seeds.length > 1);
  if (several.length === 0) return undefined;
  const squares = several.flatMap(({ seeds, ap }) => seeds.map((seed) => (seed.ap - ap) ** 2));
  const freedom = squares.length - several.length;
  const seeds = Math.sqrt(squares.reduce((a, b) => a + b, 0) / freedom);
  // A 95 % interval is 2 · 1.96 standard deviations wide.
  const scenes = several.flatMap(({ seeds: own }) =>
    own.map(({ interval: [low, high] }) => (high - low) / 3.92),
  );
  const scene = mean(scenes) ?? 0;
  return { seeds, necks: several.length, clear: 2 * Math.sqrt(2 * (seeds ** 2 + scene ** 2)) };
}

/** A network with one knob turned, against all knobs together at its cost, or against the dearest of these where it costs more. */
export interface Compared {
  readonly point: Measured;
  readonly other: number;
  /** Part by which it costs more than the dearest; 0 where the line reaches it. */
  readonly dearer: number;
}

export interface SingleKnobs {
  readonly dearest: Measured;
  readonly below: readonly Compared[];
  readonly above: readonly Compared[];
  /** Too near for one training each. */
  readonly open: readonly Compared[];
  readonly noise: Noise;
}

/** How much dearer than the line's end a network may be and still be compared with that end. */
const littleDearer = 0.2;

/** Single knobs against all together; undefined where there is nothing to compare, or nothing known about training's own noise. */
export function singleKnobs(all: readonly Measured[]): SingleKnobs | undefined {
  const series = scalingSeries(all);
  const line = series.find(({ key }) => key === 'together')?.points ?? [];
  const dearest = line.at(-1);
  const noise = noiseOf(all);
  if (dearest === undefined || noise === undefined) return undefined;
  const compared = series
    .filter(({ key }) => key !== 'compound' && key !== 'together')
    .flatMap(({ points }) => points.filter(({ knob }) => knob !== undefined))
    .flatMap((point): Compared[] => {
      const other = togetherAt(line, point.trainedMultiplyAdds);
      const dearer = point.trainedMultiplyAdds / dearest.trainedMultiplyAdds - 1;
      if (other !== null) return [{ point, other, dearer: 0 }];
      return dearer > 0 && dearer <= littleDearer ? [{ point, other: dearest.ap, dearer }] : [];
    });
  if (compared.length === 0) return undefined;
  const by = ({ point, other }: Compared) => point.ap - other;
  return {
    dearest,
    noise,
    below: compared.filter((each) => by(each) < -noise.clear),
    above: compared.filter((each) => by(each) > noise.clear),
    open: compared.filter((each) => Math.abs(by(each)) <= noise.clear),
  };
}

/** From the low end of the worst seed's interval to the high end of the best one's: what is open about a neck. */
export function openRange({ seeds }: Trained): readonly [low: number, high: number] {
  const intervals = seeds.map(({ interval }) => interval);
  return [Math.min(...intervals.map(([low]) => low)), Math.max(...intervals.map(([, high]) => high))];
}

/** How far the seeds of a neck lie apart. */
export function spread({ seeds }: Trained): number {
  const values = seeds.map(({ ap }) => ap);
  return Math.max(...values) - Math.min(...values);
}

/** What a chart of costs joins by lines, or sets side by side. */
export function joinedSeries(all: readonly Measured[], question: 'scaling' | 'looks'): readonly Series[] {
  return question === 'looks' ? lookSeries(all) : scalingSeries(all);
}

/** Every number of the drawing. */
export function ownDetectorsTable(all: readonly Measured[], view: OwnDetectorsView): DataTable {
  const wanted =
    view.question === 'necks'
      ? necks(all).flatMap(({ seeds }) => seeds)
      : view.question === 'sizes'
        ? acrossSizes(all)
        : [...new Set(joinedSeries(all, view.question).flatMap(({ points }) => points))];
  const round = (value: number | null) => (value === null ? null : Number(precision(value)));
  return {
    name: `own-detectors-${view.question}`,
    columns,
    rows: wanted.map((each) => [
      seeded(each.word, each.seed),
      each.size,
      each.multiplyAdds,
      each.trainedMultiplyAdds,
      each.parameters,
      round(each.ap),
      round(each.interval[0]),
      round(each.interval[1]),
      round(each.ap50),
      round(each.small),
      round(each.medium),
      round(each.large),
      round(each.unseen),
      each.scenes,
      each.training?.presented ?? null,
      each.training?.distinct ?? null,
      all.filter((other) => other.word === each.word && other.size === each.size).length,
    ]),
  };
}
