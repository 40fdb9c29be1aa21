import { formatPhi } from '../phi.ts';
import { fixed, significant } from '../quantity.ts';
import { dimensionName } from '../terms.ts';

// The formula of drag-phi, line by line, for those who cannot see it, and what each line does to the network; fetched with the arithmetic.

/** `26 blocks instead of 16`, or `16 blocks, as in B0`. */
const changed = (what: string) => (now: string, before: string, baseline: string) =>
  now === before ? `${now} ${what}, as in ${baseline}` : `${now} ${what} instead of ${before}`;

export const change = {
  blocks: changed('blocks'),
  endChannels: changed('channels at the end'),
  pixels: changed('pixels'),
  cells: changed('BiFPN cells'),
  convolutions: changed('convolutions a head'),
  channels: changed('BiFPN channels'),
};

/** What a rule scales, and in what its costs are told. */
export interface Baseline {
  readonly name: string;
  readonly its: string;
  readonly scale: { readonly of: number; readonly name: string };
}
export const baselines = {
  b0: { name: 'B0', its: 'B0’s', scale: { of: 1e9, name: 'billion' } },
  base: { name: 'the base', its: 'the base’s', scale: { of: 1e6, name: 'million' } },
} as const satisfies Record<string, Baseline>;

/** What the base is called beside a drawing. */
export const baseLabel = 'base';

const bases = { depth: 'd = α', width: 'w = β', resolution: 'r = γ' } as const;

export const classifier = {
  name: { ...dimensionName, cost: 'cost', counted: 'counted' },
  /** `d = α to the power φ = 1.2 to the power 2.0 = 1.44`. */
  power: (dimension: keyof typeof bases, base: number, phi: number, value: number) =>
    `${bases[dimension]} to the power φ = ${base} to the power ${formatPhi(phi)} = ${significant(value)}`,
  cost: (base: number, phi: number, promised: string) =>
    `α times β squared times γ squared, to the power φ = ${fixed(base, 2)} to the power ${formatPhi(phi)} = ${promised}`,
  promised: (ratio: string, { its }: Baseline) => `${ratio} times ${its}, as promised`,
  /** What the equation shows of the counted costs. */
  ratio: (own: string, baseline: string, scale: string, counted: string) =>
    `${own} / ${baseline} ${scale} = ${counted}`,
  ratioSpoken: (own: string, baseline: string, scale: string, counted: string) =>
    `${own} by ${baseline} ${scale} multiply-adds = ${counted}`,
  counted: (ratio: string, { its }: Baseline) => `${ratio} times ${its}, as counted`,
};

/** A coefficient before and after it is rounded. */
interface Coefficient {
  readonly exact: number;
  readonly value: number;
}

export const detector = {
  name: { backbone: 'backbone', cells: 'cells', heads: 'heads', width: 'width', resolution: 'resolution' },
  backbone: (depth: number, width: number) =>
    `backbone depth ${significant(depth)}, width ${significant(width)}`,
  cells: (atZero: number, { exact, value }: Coefficient) =>
    `BiFPN cells ${atZero} + φ = ${fixed(exact, 1)}, rounded to ${value}`,
  heads: (atZero: number, divisor: number, value: number) =>
    `head depth ${atZero} + φ / ${divisor}, rounded down, = ${value}`,
  width: (atZero: number, base: number, phi: number, { exact, value }: Coefficient) =>
    `width ${atZero} times ${base} to the power ${formatPhi(phi)} = ${fixed(exact, 1)}, rounded to ${value}`,
  resolution: (atZero: number, step: number, { exact, value }: Coefficient) =>
    `resolution ${atZero} + ${step} times φ = ${fixed(exact, 0)}, rounded to ${value}`,
};
