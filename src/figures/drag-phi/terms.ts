import { detectorEquations } from '../../../models/published/efficientdet/config.ts';
import { compound, costBase, paperBases } from '../../../models/scaling/compound.ts';
import { compoundDetector } from '../../../models/scaling/detector.ts';
import { exact, significant } from '../../components/quantity.ts';
import { type ScaledNetwork, totalOf } from '../scaled-cost/scaled-network.ts';
import { formatPhi } from './marker.ts';
import { networkAt } from './network.ts';
import type { Task } from './view.ts';

export type Dimension = 'depth' | 'width' | 'resolution';

/** A stretch of an equation; `tone` colours it, `raised` makes it an exponent. */
export interface Piece {
  readonly text: string;
  readonly tone?: Dimension | 'phi';
  readonly italic?: boolean;
  readonly raised?: boolean;
}

/** One line of the formula with its numbers, and what it does to the network. */
export interface Term {
  readonly name: string;
  /** Undefined for a line that all dimensions share. */
  readonly dimension: Dimension | undefined;
  readonly pieces: readonly Piece[];
  readonly spoken: string;
  readonly effect: string;
}

/** The formula of a task at φ, line by line. */
export function termsAt(task: Task, phi: number): readonly Term[] {
  return task === 'imagenet' ? classifierTerms(phi) : detectorTerms(phi);
}

const phiSign: Piece = { text: 'φ', tone: 'phi' };
const plain = (text: string): Piece => ({ text });
const variable = (text: string, tone?: Dimension): Piece => ({ text, italic: true, ...(tone && { tone }) });
const raised = (piece: Piece): Piece => ({ ...piece, raised: true });

function changed(now: string, before: string, what: string, baseline: string): string {
  return now === before ? `${now} ${what}, as in ${baseline}` : `${now} ${what} instead of ${before}`;
}

const sideOf = (network: ScaledNetwork): string => `${network.resolution} × ${network.resolution}`;

function classifierTerms(phi: number): readonly Term[] {
  const knobs = compound({ phi });
  const [network, baseline] = [networkAt('imagenet', phi), networkAt('imagenet', 0)];
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

function detectorTerms(phi: number): readonly Term[] {
  const knobs = compoundDetector(phi);
  const base = compoundDetector(0);
  const [network, baseline] = [networkAt('coco', phi), networkAt('coco', 0)];
  const power = formatPhi(phi);
  const e = detectorEquations;
  const blocks = (of: ScaledNetwork): string => String(totalOf(of.groups.slice(1, 8), 'blocks'));
  return [
    {
      name: 'backbone',
      dimension: 'depth',
      pieces: [
        variable('d'),
        plain(` = ${significant(knobs.backbone.depth)},  `),
        variable('w', 'width'),
        { text: ` = ${significant(knobs.backbone.width)}`, tone: 'width' },
      ],
      spoken: `backbone depth ${significant(knobs.backbone.depth)}, width ${significant(knobs.backbone.width)}`,
      effect: changed(blocks(network), blocks(baseline), 'blocks', 'D0'),
    },
    {
      name: 'cells',
      dimension: 'depth',
      pieces: [
        plain(`${e.cellsAtZero} + `),
        phiSign,
        plain(` = ${knobs.cells.exact.toFixed(1)} → ${knobs.cells.value}`),
      ],
      spoken: `BiFPN cells ${e.cellsAtZero} + φ = ${knobs.cells.exact.toFixed(1)}, rounded to ${knobs.cells.value}`,
      effect: changed(String(knobs.cells.value), String(base.cells.value), 'BiFPN cells', 'D0'),
    },
    {
      name: 'heads',
      dimension: 'depth',
      pieces: [
        plain(`${e.headDepthAtZero} + ⌊`),
        phiSign,
        plain(` / ${e.headDepthDivisor}⌋ = ${knobs.headDepth.value}`),
      ],
      spoken: `head depth ${e.headDepthAtZero} + φ / ${e.headDepthDivisor}, rounded down, = ${knobs.headDepth.value}`,
      effect: changed(
        String(knobs.headDepth.value),
        String(base.headDepth.value),
        'convolutions a head',
        'D0',
      ),
    },
    {
      name: 'width',
      dimension: 'width',
      pieces: [
        plain(`${e.widthAtZero} · ${e.widthBase}`),
        raised({ text: power, tone: 'phi' }),
        plain(` = ${knobs.width.exact.toFixed(1)} → ${knobs.width.value}`),
      ],
      spoken: `width ${e.widthAtZero} times ${e.widthBase} to the power ${power} = ${knobs.width.exact.toFixed(1)}, rounded to ${knobs.width.value}`,
      effect: changed(
        String(knobs.width.value),
        String(base.width.value),
        'channels in neck and heads',
        'D0',
      ),
    },
    {
      name: 'resolution',
      dimension: 'resolution',
      pieces: [
        plain(`${e.resolutionAtZero} + ${e.resolutionStep} · `),
        phiSign,
        plain(` = ${knobs.resolution.exact.toFixed(0)} → ${knobs.resolution.value}`),
      ],
      spoken: `resolution ${e.resolutionAtZero} + ${e.resolutionStep} times φ = ${knobs.resolution.exact.toFixed(0)}, rounded to ${knobs.resolution.value}`,
      effect: changed(sideOf(network), sideOf(baseline), 'pixels', 'D0'),
    },
  ];
}
