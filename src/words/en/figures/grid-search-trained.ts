import type { CompoundBases } from '../../../../models/families/efficientnet/compound.ts';
import { kindsOf } from '../../../../models/study/kinds.ts';
import { exact, fixed, listed } from '../quantity.ts';
import { share, tripleName } from '../study.ts';

interface Point extends CompoundBases {
  readonly test: number;
  readonly seeds: number;
  readonly ratio: number;
  readonly paper: boolean;
}

export const axis = 'named right, %';
export const ours = 'ours';
export const papers = 'the paper’s';
export const columns = ['named right (%), from our base', 'seeds', 'exact cost relative to our base'];
export const best = (point: Point, near: readonly Point[]) =>
  `${point.paper ? 'The paper’s own, ' : ''}${tripleName(point)}${point.paper ? ',' : ''} reaches the most, ${share(point.test)} of test pictures${
    near.length === 0
      ? ''
      : `; what seeds do does not tell ${listed(near.map((each) => `${each.paper ? 'the paper’s ' : ''}${tripleName(each)} (${share(each.test)})`))} from it`
  }.`;
export const paperLess = (point: Point) =>
  `The paper’s, ${tripleName(point)}, reaches less: ${share(point.test)}.`;
export const alike = 'None of them is told from the one that reaches the most by more than seeds do.';

export const tooFew = (trained: number, all: number) =>
  `Our own study has ${exact(all)} triples to train from its small base; ${trained === 0 ? 'none' : exact(trained)} of them ${trained > 1 ? 'are' : 'is'} trained at full length, too few for colours.`;

export const trained = (count: number, all: number, untrained: readonly CompoundBases[]) =>
  `Coloured: ${count === all ? `all ${exact(all)}` : `${exact(count)} of ${exact(all)}`} triples of our own study, trained from its small base on ${exact(kindsOf.whole)} kinds of stickers.${
    untrained.length === 0 ? '' : ` Not trained yet: ${untrained.map(tripleName).join('; ')}.`
  }`;

export const costs = (least: number, most: number) =>
  `From that base their exact costs run from ${fixed(least, 2)} to ${fixed(most, 2)} times, so one may be ahead because it spends more.`;

/** What a reader who points at a trained triple hears behind its costs. */
export const reached = ({ test, seeds, ratio }: Pick<Point, 'test' | 'seeds' | 'ratio'>) =>
  `; trained from our small base: ${share(test)} of test pictures (${seeds === 1 ? 'one seed' : `${exact(seeds)} seeds`}), ${fixed(ratio, 2)}× its cost`;

export const ramp = (least: number, most: number) =>
  `Colours of the trained triples, from ${share(least)} of test pictures named right to ${share(most)}.`;
export const onGrid = (count: number, all: number) =>
  count === all
    ? ''
    : `Of the ${exact(all)} trained ones ${exact(count)} ${count === 1 ? 'lies' : 'lie'} on this grid.`;
/** `best`: whether one of them is marked as having reached the most. */
export const caption = (best: boolean) =>
  `Filled dots and coloured lines were trained, from our small base; hollow and grey ones were not. The paper’s has a rim in φ’s colour and a broken line${best ? ', what reached the most of ours a thick rim and line' : ''}.`;
export const source = 'Colours: our own runs (models/study).';
