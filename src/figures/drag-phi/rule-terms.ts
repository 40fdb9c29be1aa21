import { costBase, paperBases } from '../../../models/families/efficientnet/compound.ts';
import { type ScaledNetwork, totalOf } from '../../../models/families/scaled-network.ts';
import { type Baseline, change, classifier as words } from '../../words/en/figures/drag-phi-formula.ts';
import { formatPhi } from '../../words/en/phi.ts';
import { fixed as decimals, exact, significant } from '../../words/en/quantity.ts';
import { type Dimension, type Piece, phiSign, plain, raised, sideOf, type Term, variable } from './term.ts';

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

/** The paper's rule at φ, line by line, and what it makes of a network that is scaled by it. */
export function ruleTerms(
  networkAt: (phi: number) => ScaledNetwork,
  of: Baseline,
): (phi: number) => readonly Term[] {
  return (phi) => {
    const [network, baseline] = [networkAt(phi), networkAt(0)];
    const power = formatPhi(phi);
    const blocks = (of: ScaledNetwork): string => String(totalOf(of.groups, 'blocks') - 2);
    const last = (of: ScaledNetwork): string => exact(of.groups.at(-1)!.channels);
    const line = (dimension: Dimension, base: number, effect: string): Term => ({
      name: words.name[dimension],
      dimension,
      pieces: [
        ...fixed[dimension],
        raised({ text: power, tone: 'phi' }),
        plain(` = ${significant(base ** phi)}`),
      ],
      spoken: words.power(dimension, base, phi, base ** phi),
      effect,
    });
    const promised = significant(base ** phi);
    const short = ({ multiplyAdds }: ScaledNetwork): string => significant(multiplyAdds / of.scale.of);
    const counted = significant(network.multiplyAdds / baseline.multiplyAdds);
    const costs = [short(network), short(baseline), of.scale.name, counted] as const;
    return [
      line('depth', alpha, change.blocks(blocks(network), blocks(baseline), of.name)),
      line('width', beta, change.endChannels(last(network), last(baseline), of.name)),
      line('resolution', gamma, change.pixels(sideOf(network), sideOf(baseline), of.name)),
      {
        name: words.name.cost,
        dimension: undefined,
        pieces: [...fixed.cost, raised({ text: power, tone: 'phi' }), plain(` = ${promised}`)],
        spoken: words.cost(base, phi, promised),
        effect: words.promised(promised, of),
      },
      {
        name: words.name.counted,
        dimension: undefined,
        pieces: [plain(words.ratio(...costs))],
        spoken: words.ratioSpoken(...costs),
        effect: words.counted(counted, of),
      },
    ];
  };
}
