import { scaledClassifiers } from '../../../models/facts/scaled-classifiers.ts';
import { compound, costBase, paperBases } from '../../../models/families/efficientnet/compound.ts';
import { type ScaledNetwork, totalOf } from '../../../models/families/scaled-network.ts';
import { change, classifier as words } from '../../words/en/figures/drag-phi-formula.ts';
import { formatPhi } from '../../words/en/phi.ts';
import { fixed as decimals, exact, significant } from '../../words/en/quantity.ts';
import type { TaskModel } from './task-model.ts';
import { type Dimension, type Piece, phiSign, plain, raised, sideOf, type Term, variable } from './term.ts';

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
    plain(` = ${decimals(base, 2)}`),
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
  const line = (dimension: Dimension, base: number, value: number, effect: string): Term => ({
    name: words.name[dimension],
    dimension,
    pieces: [...fixed[dimension], raised({ text: power, tone: 'phi' }), plain(` = ${significant(value)}`)],
    spoken: words.power(dimension, base, phi, value),
    effect,
  });
  const promised = significant(base ** phi);
  const billions = (of: ScaledNetwork): string => significant(of.multiplyAdds / 1e9);
  const counted = significant(network.multiplyAdds / baseline.multiplyAdds);
  const costs = [billions(network), billions(baseline), counted] as const;
  return [
    line('depth', alpha, knobs.depth, change.blocks(blocks(network), blocks(baseline), 'B0')),
    line('width', beta, knobs.width, change.endChannels(last(network), last(baseline), 'B0')),
    line(
      'resolution',
      gamma,
      knobs.exactResolution / baseline.resolution,
      change.pixels(sideOf(network), sideOf(baseline), 'B0'),
    ),
    {
      name: words.name.cost,
      dimension: undefined,
      pieces: [...fixed.cost, raised({ text: power, tone: 'phi' }), plain(` = ${promised}`)],
      spoken: words.cost(base, phi, promised),
      effect: words.promised(promised),
    },
    {
      name: words.name.counted,
      dimension: undefined,
      pieces: [plain(words.ratio(...costs))],
      spoken: words.ratioSpoken(...costs),
      effect: words.counted(counted),
    },
  ];
}

export { classifierModel as model };
