import { mean } from 'd3-array';
import { fusionTable6 } from '../../../models/published/efficientdet/ablations.ts';
import * as words from '../../words/en/figures/own-detectors.ts';
import {
  acrossSizes,
  bySeeds,
  type Compared,
  lookSeries,
  type Neck,
  necks,
  noiseOf,
  openRange,
  precision,
  scalingSeries,
  singleKnobs,
  spread,
  type Trained,
} from './logic.ts';
import type { Measured } from './measured.ts';
import type { OwnDetectorsView } from './view.ts';

/** What the drawing says, in sentences made from the numbers, and how far they carry. */
export function findings(
  all: readonly Measured[],
  question: OwnDetectorsView['question'],
): readonly string[] {
  if (question === 'scaling') return scalingFindings(all);
  if (question === 'necks') return neckFindings(all);
  if (question === 'looks') return lookFindings(all);
  return sizeFindings(acrossSizes(all));
}

/** How the bars were made, in the words of the cards; they do not all have to say the same. */
export function intervalWords(all: readonly Measured[]): string {
  const [first] = all;
  const basic = all.filter(({ bootstrap }) => bootstrap !== undefined);
  const draws = basic[0]?.bootstrap?.draws ?? 0;
  return words.intervals(first?.scenes ?? 0, all.length, basic.length, draws);
}

function scalingFindings(all: readonly Measured[]): readonly string[] {
  const said: string[] = [];
  const series = scalingSeries(all);
  const family = series.find(({ key }) => key === 'compound')?.points ?? [];
  const [least, most] = [family[0], family.at(-1)];
  if (least && most) said.push(words.scaling.ends(least, most, most.multiplyAdds / least.multiplyAdds));
  if (family.length > 0) said.push(words.scaling.unlike(family));
  const knobs = singleKnobs(all);
  if (knobs === undefined) return said;
  const { dearest, below, above, open, noise } = knobs;
  const line = series.find(({ key }) => key === 'together')?.points ?? [];
  const compared = [...line, ...[...below, ...above, ...open].map(({ point }) => point)];
  said.push(words.scaling.oneTraining(handicap(compared)));
  said.push(words.scaling.noise(noise));
  const facts = ({ point, dearer }: Compared) => ({ word: point.word, ap: point.ap, dearer });
  for (const [place, those] of [
    ['below', below],
    ['above', above],
    ['open', open],
  ] as const)
    if (those.length > 0) said.push(words.scaling.place(place, those.map(facts), dearest.word));
  said.push(words.scaling.paper);
  return said;
}

/** Who was presented with as many scenes had not as many different ones, by size of the picture. */
function handicap(compared: readonly Measured[]): string {
  const presented = compared[0]?.training?.presented;
  const bySize = new Map(
    compared.flatMap(({ training }) =>
      (training?.bySize ?? []).map(({ size, distinct }) => [size, distinct]),
    ),
  );
  const rows = [...bySize].sort(([a], [b]) => (a ?? 0) - (b ?? 0));
  if (presented === undefined || rows.length < 2) return '';
  const counts = rows.map(([size, distinct]) => ({ size, distinct }));
  const [few, many] = [rows.at(-1)?.[1] ?? 0, rows[0]?.[1] ?? 0];
  return words.scaling.handicap(presented, counts, few < many);
}

function neckFindings(measured: readonly Measured[]): readonly string[] {
  const all = necks(measured);
  const paper = all.filter((neck) => neck.published).sort((a, b) => b.published!.ap - a.published!.ap);
  return [
    words.necks.ours(all),
    ...recipe(all),
    words.necks.paper(paper.map(({ word, published }) => ({ word, ap: published!.ap }))),
    ...paper.slice(1).map((low, i) => pair(paper[i]!, low)),
    ...weighing(all),
    ...fastAgainstSoftmax(all),
    ...seedsApart(all),
  ];
}

/** What the trainings had in common, and whom it favours. */
function recipe(all: readonly Neck[]): readonly string[] {
  const seeds = all.flatMap((neck) => neck.seeds);
  const training = seeds[0]?.training;
  const times = seeds.find(({ fusionTimes }) => fusionTimes !== null)?.fusionTimes;
  const plain = seeds.some(({ fusionTimes }) => fusionTimes === null);
  return [
    ...(training ? [words.necks.training(training.presented, training.distinct)] : []),
    ...(times && times !== 1 && plain ? [words.necks.favoured(times)] : []),
  ];
}

function pair(high: Neck, low: Neck): string {
  const [a, b] = [openRange(high), openRange(low)];
  const similar =
    low.published?.similarTo === high.published?.network ||
    high.published?.similarTo === low.published?.network;
  if (a[0] <= b[1] && a[1] >= b[0]) return words.necks.open(high.word, low.word);
  const [ahead, behind] = a[0] > b[1] ? [high, low] : [low, high];
  if (similar) return words.necks.similar(high.word, low.word, ahead.word, gap(ahead, behind));
  const favoured = weighs(ahead) && !weighs(behind);
  return words.necks.ahead(ahead.word, behind.word, ahead === high, favoured);
}

const weighs = ({ seeds }: Neck): boolean => seeds.some(({ fusionTimes }) => (fusionTimes ?? 1) !== 1);

/** The difference of two precisions as they are printed beside it. */
const gap = (a: Neck, b: Neck): number => Number(precision(a.ap)) - Number(precision(b.ap));

/** The neck whose checkpoints carry a word in their names. */
const named = (all: readonly Neck[], key: string): Neck | undefined =>
  all.find(({ seeds }) => seeds[0]?.name.includes(`-${key}`));

/** What learned weights bring over a plain sum, here and there. */
function weighing(all: readonly Neck[]): readonly string[] {
  const [fast, plain] = [named(all, 'fast'), named(all, 'sum')];
  if (!fast?.published || !plain?.published) return [];
  return [words.necks.weighing(100 * gap(fast, plain), fast.published.ap - plain.published.ap)];
}

function fastAgainstSoftmax(all: readonly Neck[]): readonly string[] {
  const [softmax, fast] = [named(all, 'softmax'), named(all, 'fast')];
  if (!softmax || !fast) return [];
  const theirs = fusionTable6.map(({ difference }) => difference);
  return [words.necks.fastAgainstSoftmax((fast.ap - softmax.ap) * 100, theirs)];
}

function seedsApart(all: readonly Neck[]): readonly string[] {
  const again = all.filter(({ seeds }) => seeds.length > 1);
  const bySpread = [...again].sort((a, b) => spread(a) - spread(b));
  const [steady, unsteady] = [bySpread[0], bySpread.at(-1)];
  if (!steady || !unsteady) return [words.necks.oneSeed];
  const apart = (neck: Neck) => ({ word: neck.word, spread: spread(neck) });
  const counts = [...new Set(again.map(({ seeds }) => seeds.length))];
  const each = counts.length === 1 && again.length === all.length ? (counts[0] ?? null) : null;
  return [
    words.necks.seeds(apart(unsteady), steady === unsteady ? null : apart(steady), each),
    ...(again.length < all.length ? [words.necks.unknownSeeds(all.length - again.length)] : []),
  ];
}

/** Each that looks twice beside the best that looks once, and what keeps them from being compared. */
function lookFindings(all: readonly Measured[]): readonly string[] {
  const [once, trainings] = lookSeries(all).map(({ points }) => points);
  const best = once?.reduce((a, b) => (b.ap > a.ap ? b : a));
  if (best === undefined || trainings === undefined) return [];
  const twice = trainings.filter(({ ships }) => ships);
  const noise = noiseOf(all);
  const named = [...bySeeds(trainings), ...bySeeds([best])].map(meansOf);
  return [
    words.looks.each(named),
    words.looks.unlike,
    words.scaling.unlike([...twice, best]),
    ...(noise ? [words.scaling.noise(noise)] : []),
    words.looks.unseen(named),
  ];
}

/** A network's means over its seeds, with each seed's precision. */
function meansOf({ seeds, ap }: Trained) {
  const unseen = mean(seeds.flatMap((seed) => seed.unseen ?? [])) ?? null;
  return { ...seeds[0]!, ap, unseen, seeds: seeds.map((seed) => seed.ap) };
}

function sizeFindings(rows: readonly Measured[]): readonly string[] {
  if (rows.length === 0) return [];
  const best = rows.reduce((a, b) => (b.ap > a.ap ? b : a));
  const [least, most] = [rows[0]!, rows.at(-1)!];
  const had = best.training?.bySize ?? [];
  return [
    words.sizes.same(
      rows,
      // What lies within the best one's interval cannot be called worse.
      rows.filter(({ ap }) => ap >= best.interval[0]).map(({ size }) => size),
    ),
    ...(had.length > 1 ? [words.sizes.drew(had)] : []),
    words.sizes.cost(least.size, most.size, most.multiplyAdds / least.multiplyAdds),
  ];
}
