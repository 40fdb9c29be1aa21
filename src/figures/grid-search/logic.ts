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

const isPaper = ({ alpha, beta, gamma }: CompoundBases): boolean =>
  Math.abs(alpha - paperBases.alpha) + Math.abs(beta - paperBases.beta) + Math.abs(gamma - paperBases.gamma) <
  1e-9;

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

export function candidateTable(found: readonly Candidate[]): DataTable {
  return {
    name: 'grid-search',
    columns: words.columns,
    rows: found.map(({ alpha, beta, gamma, product, ratio, paper }) => [
      String(alpha),
      String(beta),
      String(gamma),
      product.toFixed(4),
      ratio.toFixed(3),
      paper ? words.paper : null,
    ]),
  };
}
