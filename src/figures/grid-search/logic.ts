import {
  baseResolution,
  type CompoundBases,
  compound,
  costBase,
  paperBases,
} from '../../../models/families/efficientnet/compound.ts';
import { scaledEfficientNet } from '../../../models/families/efficientnet/scaled.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { table as words } from '../../words/en/figures/grid-search.ts';
import { columns as trainedColumns } from '../../words/en/figures/grid-search-trained.ts';
import type { TrainedTriple } from './trained-triple.ts';

/** A point of the grid that meets the constraint, with what its network really costs. */
export interface Candidate extends CompoundBases {
  /** α·β²·γ². */
  readonly product: number;
  /** Exact multiply-adds of the network at φ = 1, relative to B0's. */
  readonly ratio: number;
  /** The paper's choice. */
  readonly paper: boolean;
}

/** What a search has done so far. */
export interface Progress {
  readonly tried: number;
  readonly points: number;
  readonly found: readonly Candidate[];
}

/** No base needs to be larger: α = 2 alone spends the whole budget. */
const largest = 2;

export const isPaper = ({ alpha, beta, gamma }: CompoundBases): boolean =>
  Math.abs(alpha - paperBases.alpha) + Math.abs(beta - paperBases.beta) + Math.abs(gamma - paperBases.gamma) <
  1e-9;

/** What names a triple among others. */
export const keyOf = ({ alpha, beta, gamma }: CompoundBases): string => `${alpha} ${beta} ${gamma}`;

const baseline = (): number =>
  scaledEfficientNet({ depth: 1, width: 1, resolution: baseResolution }).multiplyAdds;

/** Counts one candidate's network at φ = 1. */
function candidateAt(bases: CompoundBases): Candidate {
  const { multiplyAdds } = scaledEfficientNet(compound({ phi: 1, ...bases }));
  return { ...bases, product: costBase(bases), ratio: multiplyAdds / baseline(), paper: isPaper(bases) };
}

/**
 * Walks the grid α, β, γ ≥ 1 and keeps what lies within `tolerance` of α·β²·γ² = 2, counting each such network. Pauses
 * after every `chunk` points, so that a page can show how far it is.
 */
export function* search(step: number, tolerance: number, chunk: number): Generator<Progress, Progress> {
  const values = Array.from({ length: Math.floor((largest - 1) / step + 1e-9) + 1 }, (_, index) =>
    Number((1 + index * step).toFixed(4)),
  );
  const points = values.length ** 3;
  const found: Candidate[] = [];
  let tried = 0;
  for (const alpha of values)
    for (const beta of values)
      for (const gamma of values) {
        const bases = { alpha, beta, gamma };
        if (Math.abs(costBase(bases) - 2) <= tolerance + 1e-9) found.push(candidateAt(bases));
        tried++;
        if (tried % chunk === 0 && tried < points) yield { tried, points, found: [...found] };
      }
  return { tried, points, found };
}

/** The whole search at once. */
export function searchAll(step: number, tolerance: number): Progress {
  const walk = search(step, tolerance, Number.MAX_SAFE_INTEGER);
  let next = walk.next();
  while (!next.done) next = walk.next();
  return next.value;
}

/** Smallest, median and largest of the exact cost ratios. */
export function spread(
  found: readonly Candidate[],
): { least: number; median: number; most: number } | undefined {
  const ratios = found.map(({ ratio }) => ratio).sort((a, b) => a - b);
  const [least, most] = [ratios[0], ratios.at(-1)];
  if (least === undefined || most === undefined) return undefined;
  return { least, median: ratios[Math.floor((ratios.length - 1) / 2)]!, most };
}

/** @param trained what was trained of the study's own grid, wherever any of it was */
export function candidateTable(
  found: readonly Candidate[],
  trained: readonly TrainedTriple[] = [],
): DataTable {
  const own = (candidate: Candidate) => {
    const point = trained.find(({ key }) => key === keyOf(candidate));
    return point === undefined
      ? [null, null, null]
      : [(100 * point.test).toFixed(1), point.seeds, point.ratio.toFixed(3)];
  };
  return {
    name: 'grid-search',
    columns: [...words.columns, ...(trained.length === 0 ? [] : trainedColumns)],
    rows: found.map((candidate) => [
      String(candidate.alpha),
      String(candidate.beta),
      String(candidate.gamma),
      candidate.product.toFixed(4),
      candidate.ratio.toFixed(3),
      candidate.paper ? words.paper : null,
      ...(trained.length === 0 ? [] : own(candidate)),
    ]),
  };
}
