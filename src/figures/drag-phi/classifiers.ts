import { compound, costBase, paperBases } from '../../../models/scaling/compound.ts';
import { exact, significant } from '../../components/quantity.ts';
import { scaledEfficientNet } from '../scaled-cost/efficientnet.ts';
import { type ScaledNetwork, totalOf } from '../scaled-cost/scaled-network.ts';
import { formatPhi } from './phi.ts';
import { remembered, type TaskModel } from './task-model.ts';
import { changed, type Dimension, phiSign, plain, raised, sideOf, type Term, variable } from './term.ts';

const networkAt = remembered((phi) => scaledEfficientNet(compound({ phi })));

/** EfficientNet on ImageNet. */
export const classifierModel: TaskModel = {
  task: 'imagenet',
  baselineName: 'B0',
  networkAt,
  termsAt: classifierTerms,
};

function classifierTerms(phi: number): readonly Term[] {
  const knobs = compound({ phi });
  const [network, baseline] = [networkAt(phi), networkAt(0)];
  const power = formatPhi(phi);
  const blocks = (of: ScaledNetwork): string => String(totalOf(of.groups, 'blocks') - 2);
  const last = (of: ScaledNetwork): string => exact(of.groups.at(-1)!.channels);
  const line = (
    dimension: Dimension,
    symbol: string,
    greek: string,
    base: number,
    value: number,
    effect: string,
  ): Term => ({
    name: dimension,
    dimension,
    pieces: [
      variable(symbol),
      plain(' = '),
      variable(greek),
      raised(phiSign),
      plain(` = ${base}`),
      raised({ text: power, tone: 'phi' }),
      plain(` = ${significant(value)}`),
    ],
    spoken: `${symbol} = ${greek} to the power φ = ${base} to the power ${power} = ${significant(value)}`,
    effect,
  });
  const { alpha, beta, gamma } = paperBases;
  const base = costBase(paperBases);
  const promised = significant(base ** phi);
  const counted = significant(network.multiplyAdds / baseline.multiplyAdds);
  return [
    line('depth', 'd', 'α', alpha, knobs.depth, changed(blocks(network), blocks(baseline), 'blocks', 'B0')),
    line(
      'width',
      'w',
      'β',
      beta,
      knobs.width,
      changed(last(network), last(baseline), 'channels at the end', 'B0'),
    ),
    line(
      'resolution',
      'r',
      'γ',
      gamma,
      knobs.exactResolution / baseline.resolution,
      changed(sideOf(network), sideOf(baseline), 'pixels', 'B0'),
    ),
    {
      name: 'cost',
      dimension: undefined,
      pieces: [
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
        raised({ text: power, tone: 'phi' }),
        plain(` = ${promised}`),
      ],
      spoken: `α times β squared times γ squared, to the power φ = ${base.toFixed(2)} to the power ${power} = ${promised}`,
      effect: `${promised} times B0’s promised, ${counted} times counted`,
    },
  ];
}

export { classifierModel as model };
