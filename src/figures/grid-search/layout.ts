import { paperBases } from '../../../models/families/efficientnet/compound.ts';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { linePath } from '../../parts/charts/line-path.ts';
import * as words from '../../words/en/figures/grid-search.ts';
import type { Candidate } from './logic.ts';

const fontSize = 12;

/** One cut through the surface α·β²·γ² = 2, at a fixed γ. */
export interface Slice {
  readonly gamma: number;
  readonly paper: boolean;
  readonly left: number;
  /** The curve of the constraint and the band of the tolerance around it. */
  readonly curve: string;
  readonly band: string;
  readonly dots: readonly Dot[];
}

export interface Dot {
  readonly key: string;
  readonly x: number;
  readonly y: number;
  readonly paper: boolean;
  readonly text: string;
}

export interface SlicesLayout {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly size: number;
  readonly top: number;
  readonly slices: readonly Slice[];
  readonly alphaTicks: readonly { readonly at: number; readonly text: string }[];
  readonly betaTicks: readonly { readonly at: number; readonly text: string }[];
}

/** γ of the three cuts: none of the budget on resolution, the paper's part of it, and a good deal. */
export const cuts: readonly number[] = [1, paperBases.gamma, 1.3];

const keyOf = ({ alpha, beta, gamma }: Candidate): string => `${alpha} ${beta} ${gamma}`;

/** Three cuts side by side (`wide`) or fewer words between them (`narrow`); α to the right, β upwards. */
export function layoutSlices(
  found: readonly Candidate[],
  tolerance: number,
  size: DrawingSize,
): SlicesLayout {
  const box = size === 'wide' ? 170 : 92;
  const gap = size === 'wide' ? 34 : 12;
  const left = 30;
  const top = 30;
  const axis = { alpha: [0.95, 2.1], beta: [0.97, 1.5] } as const;
  const betaAxis: Axis = { kind: 'linear', from: axis.beta[0], to: axis.beta[1], start: top + box, end: top };
  const slices = cuts.map((gamma, index): Slice => {
    const start = left + index * (box + gap);
    const alphaAxis: Axis = {
      kind: 'linear',
      from: axis.alpha[0],
      to: axis.alpha[1],
      start,
      end: start + box,
    };
    const curveAt = (product: number): (readonly [number, number])[] =>
      Array.from({ length: 41 }, (_, step) => {
        const beta = 1 + (step / 40) * (axis.beta[1] - 1);
        return [product / (beta ** 2 * gamma ** 2), beta] as const;
      })
        .filter(([alpha]) => alpha >= 1 && alpha <= axis.alpha[1])
        .map(([alpha, beta]) => [place(alphaAxis, alpha), place(betaAxis, beta)] as const);
    const band = [...curveAt(2 - tolerance), ...curveAt(2 + tolerance).reverse()];
    return {
      gamma,
      paper: gamma === paperBases.gamma,
      left: start,
      curve: linePath(curveAt(2)),
      band: band.length > 2 ? `${linePath(band)}Z` : '',
      dots: found
        .filter((candidate) => Math.abs(candidate.gamma - gamma) < 1e-9)
        .map((candidate) => ({
          key: keyOf(candidate),
          x: place(alphaAxis, candidate.alpha),
          y: place(betaAxis, candidate.beta),
          paper: candidate.paper,
          text: words.candidate(candidate),
        })),
    };
  });
  const first: Axis = { kind: 'linear', from: axis.alpha[0], to: axis.alpha[1], start: 0, end: box };
  return {
    width: left + 3 * box + 2 * gap + 8,
    height: top + box + 34,
    fontSize,
    size: box,
    top,
    slices,
    alphaTicks: [1, 1.5, 2].map((value) => ({ at: place(first, value), text: String(value) })),
    betaTicks: [1, 1.2, 1.4].map((value) => ({ at: place(betaAxis, value), text: String(value) })),
  };
}

/** One candidate as a line through five axes. */
export interface Line {
  readonly key: string;
  readonly path: string;
  readonly paper: boolean;
  readonly text: string;
}

export interface ParallelLayout {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly axes: readonly {
    readonly name: string;
    readonly tone: string;
    readonly x: number;
    readonly top: number;
    readonly bottom: number;
    readonly ticks: readonly { readonly at: number; readonly text: string }[];
  }[];
  readonly lines: readonly Line[];
}

/** Parallel coordinates: α, β, γ, what the rule makes of them, and what the network costs. */
export function layoutParallel(found: readonly Candidate[], size: DrawingSize): ParallelLayout {
  const [width, height] = size === 'wide' ? [600, 260] : [340, 250];
  const [top, bottom, side] = [34, height - 12, 26];
  const most = Math.max(4, ...found.map(({ ratio }) => Math.ceil(ratio * 2) / 2));
  const column = (
    name: string,
    tone: string,
    from: number,
    to: number,
    step: number,
    of: (candidate: Candidate) => number,
  ) => ({ name, tone, from, to, step, of });
  const columns = [
    column('α', 'depth', 1, 2, 0.25, (each) => each.alpha),
    column('β', 'width', 1, 1.5, 0.25, (each) => each.beta),
    column('γ', 'resolution', 1, 1.5, 0.25, (each) => each.gamma),
    column('α·β²·γ²', 'ink', 1.8, 2.2, 0.1, (each) => each.product),
    column(words.costAxis, 'ink', 1, most, 0.5, (each) => each.ratio),
  ];
  const axes = columns.map((each, index) => {
    const axis: Axis = { kind: 'linear', from: each.from, to: each.to, start: bottom, end: top };
    return {
      ...each,
      axis,
      x: side + (index * (width - 2 * side - 24)) / (columns.length - 1),
      top,
      bottom,
      ticks: ticksOf(axis, { step: each.step }).map((value) => ({
        at: place(axis, value),
        text: each.name === words.costAxis ? `${value}×` : String(Number(value.toFixed(2))),
      })),
    };
  });
  const lines = [...found]
    .sort((a, b) => Number(a.paper) - Number(b.paper))
    .map((candidate) => ({
      key: keyOf(candidate),
      paper: candidate.paper,
      text: words.candidate(candidate),
      path: linePath(axes.map(({ x, axis, of }) => [x, place(axis, of(candidate))])),
    }));
  return { width, height, fontSize, axes, lines };
}
