import { costBase } from '../../../models/families/efficientnet/compound.ts';
import { scaledEfficientNet } from '../../../models/families/efficientnet/scaled.ts';
import { channelDivisor } from '../../../models/study/graph.ts';
import { kindsOf } from '../../../models/study/kinds.ts';
import { differ, type Measured, repeated, seedDeviation } from '../../../models/study/measured.ts';
import { base, studyNetworks } from '../../../models/study/networks.ts';
import * as words from '../../words/en/figures/grid-search-trained.ts';
import * as said from '../../words/en/study.ts';
import { isPaper, keyOf } from './logic.ts';
import type { TrainedTriple } from './trained-triple.ts';

/** What is trained of the grid; the figure has colours where `points` has any. */
export interface TrainedGrid {
  readonly points: readonly TrainedTriple[];
  readonly sentences: readonly string[];
}

/** Fewer triples than these are no grid. */
const fewest = 3;

/** The grid search as far as it was trained, what reached the most first. */
export function trainedGrid(measured: readonly Measured[]): TrainedGrid {
  const grid = studyNetworks.flatMap(({ name, triple }) => (triple === undefined ? [] : [{ name, triple }]));
  const deviation = seedDeviation(measured);
  const baseCost = scaledEfficientNet(base, {
    divisor: channelDivisor,
    classes: kindsOf.whole,
  }).multiplyAdds;
  const trained = measured
    .flatMap((each) => (each.network.triple === undefined ? [] : [{ each, triple: each.network.triple }]))
    .sort((a, b) => b.each.test - a.each.test);
  const untrained = grid
    .filter(({ name }) => !trained.some(({ each }) => each.network.name === name))
    .map(({ triple }) => triple);
  if (trained.length < fewest) return { points: [], sentences: [words.tooFew(trained.length, grid.length)] };
  const [first] = trained;
  const told = trained.filter(({ each }) => differ(each, first!.each, deviation) === true);
  const points = trained.map(
    ({ each, triple }): TrainedTriple => ({
      ...triple,
      key: keyOf(triple),
      product: costBase(triple),
      test: each.test,
      seeds: each.records.length,
      ratio: each.multiplyAdds / baseCost,
      paper: isPaper(triple),
      best: each === first!.each && told.length > 0,
    }),
  );
  const ratios = points.map(({ ratio }) => ratio);
  return {
    points,
    sentences: [
      words.trained(points.length, grid.length, untrained),
      ...verdict(
        points,
        told.map(({ triple }) => keyOf(triple)),
        deviation,
      ),
      words.costs(Math.min(...ratios), Math.max(...ratios)),
      said.noise(deviation, repeated(measured).length),
    ],
  };
}

/** Which reached the most, which of the others seeds do not tell from it, and where the paper's lies. */
function verdict(
  points: readonly TrainedTriple[],
  toldApart: readonly string[],
  deviation: number | undefined,
): readonly string[] {
  const [first, ...others] = points;
  if (first === undefined || deviation === undefined) return [];
  const near = others.filter(({ key }) => !toldApart.includes(key));
  if (near.length === others.length) return [words.alike];
  const paper = others.find((each) => each.paper);
  return [
    words.best(first, near),
    ...(paper && toldApart.includes(paper.key) ? [words.paperLess(paper)] : []),
  ];
}
