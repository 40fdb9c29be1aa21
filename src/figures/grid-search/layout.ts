import { paperBases } from '../../../models/families/efficientnet/compound.ts';
import { type Axis, place, ticksOf } from '../../parts/charts/axis.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import { linePath } from '../../parts/charts/line-path.ts';
import * as words from '../../words/en/figures/grid-search.ts';
import * as trainedWords from '../../words/en/figures/grid-search-trained.ts';
import { type Candidate, keyOf } from './logic.ts';
import { colorOf } from './shades.ts';
import type { TrainedTriple } from './trained-triple.ts';

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
  readonly best: boolean;
  readonly shade: Shade;
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

/** Its numbers in words, what was trained of it among them. */
const textOf = (candidate: Candidate, point: TrainedTriple | undefined): string =>
  `${words.candidate(candidate)}${point === undefined ? '' : trainedWords.reached(point)}`;

const finder = (trained: readonly TrainedTriple[]) => {
  const byKey = new Map(trained.map((point) => [point.key, point]));
  return (candidate: Candidate) => byKey.get(keyOf(candidate));
};

/** What was trained has a colour; of what was not, where anything was, nothing but an outline is left. */
export type Shade =
  | { readonly look: 'plain' | 'untrained' }
  | { readonly look: 'trained'; readonly color: string };

const shadeOf = (trained: readonly TrainedTriple[], point: TrainedTriple | undefined): Shade => {
  if (point !== undefined) return { look: 'trained', color: colorOf(point, trained) };
  return { look: trained.length === 0 ? 'plain' : 'untrained' };
};

/** Three cuts side by side (`wide`) or fewer words between them (`narrow`); α to the right, β upwards. */
export function layoutSlices(
  found: readonly Candidate[],
  tolerance: number,
  size: DrawingSize,
  trained: readonly TrainedTriple[] = [],
): SlicesLayout {
  const pointOf = finder(trained);
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
        .map((candidate) => {
          const point = pointOf(candidate);
          return {
            key: keyOf(candidate),
            x: place(alphaAxis, candidate.alpha),
            y: place(betaAxis, candidate.beta),
            paper: candidate.paper,
            best: point?.best === true,
            shade: shadeOf(trained, point),
            text: textOf(candidate, point),
          };
        })
        // What was trained lies above what was not.
        .sort((a, b) => Number(a.shade.look === 'trained') - Number(b.shade.look === 'trained')),
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
  readonly best: boolean;
  readonly shade: Shade;
  readonly text: string;
  /** Whose it is, beside its end on the last axis. */
  readonly name?: { readonly text: string; readonly x: number; readonly y: number };
}

export interface ParallelLayout {
  readonly width: number;
  readonly height: number;
  readonly fontSize: number;
  readonly axes: readonly {
    readonly name: string;
    readonly tone: string;
    readonly x: number;
    /** Baseline of its name. */
    readonly head: number;
    readonly top: number;
    readonly bottom: number;
    readonly ticks: readonly { readonly at: number; readonly text: string }[];
  }[];
  readonly lines: readonly Line[];
}

/** Ends of the axis of shares, in percent: whole fives around what was reached. */
function sharesOf(trained: readonly TrainedTriple[]): readonly [from: number, to: number] {
  const shares = trained.map(({ test }) => 100 * test);
  const from = Math.floor(Math.min(...shares) / 5) * 5;
  return [from, Math.max(from + 5, Math.ceil(Math.max(...shares) / 5) * 5)];
}

/**
 * Parallel coordinates: α, β, γ, what the rule makes of them, what the network costs, and where any was trained what that reached: only
 * such lines go on to the last axis.
 */
export function layoutParallel(
  found: readonly Candidate[],
  size: DrawingSize,
  trained: readonly TrainedTriple[] = [],
): ParallelLayout {
  const pointOf = finder(trained);
  const [width, height] = size === 'wide' ? [600, 260] : [340, 250];
  // Six names do not stand beside each other in a narrow drawing.
  const staggered = size === 'narrow' && trained.length > 0;
  const [top, bottom, side] = [staggered ? 48 : 34, height - 12, 26];
  const most = Math.max(4, ...found.map(({ ratio }) => Math.ceil(ratio * 2) / 2));
  const column = (
    name: string,
    tone: string,
    from: number,
    to: number,
    step: number,
    of: (candidate: Candidate) => number | undefined,
  ) => ({ name, tone, from, to, step, of });
  const columns = [
    column('α', 'depth', 1, 2, 0.25, (each) => each.alpha),
    column('β', 'width', 1, 1.5, 0.25, (each) => each.beta),
    column('γ', 'resolution', 1, 1.5, 0.25, (each) => each.gamma),
    column('α·β²·γ²', 'ink', 1.8, 2.2, 0.1, (each) => each.product),
    column(words.costAxis, 'ink', 1, most, 0.5, (each) => each.ratio),
    ...(trained.length === 0
      ? []
      : [
          column(trainedWords.axis, 'ink', ...sharesOf(trained), 5, (each) => {
            const point = pointOf(each);
            return point && 100 * point.test;
          }),
        ]),
  ];
  const axes = columns.map((each, index) => {
    const axis: Axis = { kind: 'linear', from: each.from, to: each.to, start: bottom, end: top };
    return {
      ...each,
      axis,
      x: side + (index * (width - 2 * side - 24)) / (columns.length - 1),
      head: staggered && index % 2 === 1 ? 30 : 14,
      top,
      bottom,
      ticks: ticksOf(axis, { step: each.step }).map((value) => ({
        at: place(axis, value),
        text: each.name === words.costAxis ? `${value}×` : String(Number(value.toFixed(2))),
      })),
    };
  });
  const order = ({ shade, paper, best }: Line): number =>
    2 * Number(paper || best) + Number(shade.look === 'trained');
  const lines = found
    .map((candidate): Line => {
      const point = pointOf(candidate);
      const corners = axes.flatMap(({ x, axis, of }): (readonly [number, number])[] => {
        const value = of(candidate);
        return value === undefined ? [] : [[x, place(axis, value)]];
      });
      const end = corners.at(-1);
      // Where the paper's own reached the most, its name tells more.
      const name = candidate.paper ? trainedWords.papers : point?.best ? trainedWords.ours : undefined;
      return {
        key: keyOf(candidate),
        paper: candidate.paper,
        best: point?.best === true,
        shade: shadeOf(trained, point),
        text: textOf(candidate, point),
        path: linePath(corners),
        ...(point &&
          name &&
          end && { name: { text: name, x: end[0] - 6, y: end[1] + (end[1] < top + fontSize ? 16 : -6) } }),
      };
    })
    .sort((a, b) => order(a) - order(b));
  return { width, height, fontSize, axes, lines };
}
