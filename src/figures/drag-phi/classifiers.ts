import { scaledClassifiers } from '../../../models/facts/scaled-classifiers.ts';
import { compound, costBase, paperBases } from '../../../models/families/efficientnet/compound.ts';
import { type ScaledNetwork, totalOf } from '../../../models/families/scaled-network.ts';
import { exact, significant } from '../../words/en/quantity.ts';
import { formatPhi } from './phi.ts';
import type { TaskModel } from './task-model.ts';
import {
  changed,
  type Dimension,
  type Piece,
  phiSign,
  plain,
  raised,
  sideOf,
  type Term,
  variable,
} from './term.ts';

const { networkAt } = scaledClassifiers;

/** EfficientNet on ImageNet. */
export const classifierModel: TaskModel = { ...scaledClassifiers, termsAt: classifierTerms };

const { alpha, beta, gamma } = paperBases;
const base = costBase(paperBases);

/** The part of a line that no φ changes. */
const fixed = {
  depth: scaled('d', 'α', alpha),
  width: scaled('w', 'β', beta),
  resolution: scaled('r', 'γ', gamma),
  cost: [
    plain('('),
    variable('α', 'depth'),
    plain(' · '),
    variable('β', 'width'),
    raised(plain('2')),
    plain(' · '),
    variable('γ', 'resolution'),
    raised(plain('2')),
    plain(')'),
    raised(phiSign),
    plain(` = ${base.toFixed(2)}`),
  ],
} as const;

/** `d = α^φ = 1.2`. */
function scaled(symbol: string, greek: string, value: number): readonly Piece[] {
  return [variable(symbol), plain(' = '), variable(greek), raised(phiSign), plain(` = ${value}`)];
}

function classifierTerms(phi: number): readonly Term[] {
  const knobs = compound({ phi });
  const [network, baseline] = [networkAt(phi), networkAt(0)];
  const power = formatPhi(phi);
  const blocks = (of: ScaledNetwork): string => String(totalOf(of.groups, 'blocks') - 2);
  const last = (of: ScaledNetwork): string => exact(of.groups.at(-1)!.channels);
  const line = (dimension: Dimension, words: string, value: number, effect: string): Term => ({
    name: dimension,
    dimension,
    pieces: [...fixed[dimension], raised({ text: power, tone: 'phi' }), plain(` = ${significant(value)}`)],
    spoken: `${words} to the power ${power} = ${significant(value)}`,
    effect,
  });
  const promised = significant(base ** phi);
  const billions = (of: ScaledNetwork): string => significant(of.multiplyAdds / 1e9);
  const ratio = `${billions(network)} / ${billions(baseline)}`;
  const counted = significant(network.multiplyAdds / baseline.multiplyAdds);
  return [
    line(
      'depth',
      `d = α to the power φ = ${alpha}`,
      knobs.depth,
      changed(blocks(network), blocks(baseline), 'blocks', 'B0'),
    ),
    line(
      'width',
      `w = β to the power φ = ${beta}`,
      knobs.width,
      changed(last(network), last(baseline), 'channels at the end', 'B0'),
    ),
    line(
      'resolution',
      `r = γ to the power φ = ${gamma}`,
      knobs.exactResolution / baseline.resolution,
      changed(sideOf(network), sideOf(baseline), 'pixels', 'B0'),
    ),
    {
      name: 'cost',
      dimension: undefined,
      pieces: [...fixed.cost, raised({ text: power, tone: 'phi' }), plain(` = ${promised}`)],
      spoken: `α times β squared times γ squared, to the power φ = ${base.toFixed(2)} to the power ${power} = ${promised}`,
      effect: `${promised} times B0’s, as promised`,
    },
    {
      name: 'counted',
      dimension: undefined,
      pieces: [plain(`${ratio} billion = ${counted}`)],
      spoken: `${ratio.replace('/', 'by')} billion multiply-adds = ${counted}`,
      effect: `${counted} times B0’s, as counted`,
    },
  ];
}

export { classifierModel as model };
