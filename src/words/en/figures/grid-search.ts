import { exact, fixed } from '../quantity.ts';
import * as trainedWords from './grid-search-trained.ts';

/** A point of the grid; `ratio` is of its network’s multiply-adds at φ = 1 to B0’s. */
interface Candidate {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly product: number;
  readonly ratio: number;
}

interface Spread {
  readonly least: number;
  readonly most: number;
}

export const title = 'Many triples promise twice the cost; they do not cost the same';
export const tableCaption = 'Grid points near α·β²·γ² = 2';
export const stepChoice = 'Step';
export const toleranceChoice = '“≈ 2” means within';
export const run = 'Run the search';

export const summary = (tried: number, points: number, found: number, tolerance: number) =>
  `${exact(tried)} of ${exact(points)} grid points tried, ${found} within ${tolerance} of α·β²·γ² = 2.`;

export const paperFound = ({ product, ratio }: Candidate) =>
  `The paper’s choice, α 1.2, β 1.1, γ 1.15, has the product ${fixed(product, 2)} and not 2; its network costs ${fixed(ratio, 2)}× B0.`;

export const paperMissing =
  'The paper’s choice is not among them: its product is 1.92, further from 2 than this tolerance, or off this grid.';

export const candidates = 'Candidates. Arrow keys read them one by one.';

export const slicesDescription =
  'Three cuts through the surface α·β²·γ² = 2, at γ = 1, 1.15 and 1.3, with the candidates that lie in them.';

export function parallelDescription(range: Spread | undefined): string {
  const runs = range && `, which runs from ${fixed(range.least, 2)} to ${fixed(range.most, 2)} times B0`;
  return `Each candidate as a line through α, β, γ, their product and its exact cost${runs ?? ''}.`;
}

export const costAxis = 'exact cost';

export const candidate = ({ alpha, beta, gamma, product, ratio }: Candidate) =>
  `α ${alpha}, β ${beta}, γ ${gamma}: α·β²·γ² = ${fixed(product, 3)}, exact cost ${fixed(ratio, 2)}×`;

export const pointAtOne = 'Point at a line or a dot to read it.';

/** `trained`: the triples that are coloured by what they reached. */
export const caption = (range: Spread | undefined, trained: readonly { readonly best: boolean }[]) =>
  [
    'Three cuts go through the surface of the constraint: the curve is α·β²·γ² = 2, the shade the tolerance, each dot a grid point.',
    ...(range
      ? [
          `Exact costs at φ = 1 run from ${fixed(range.least, 2)}× to ${fixed(range.most, 2)}× B0, because a stage gains whole blocks as soon as α leaves 1 and channels move by eights.`,
        ]
      : []),
    trained.length > 0
      ? trainedWords.caption(trained.some(({ best }) => best))
      : 'Which triple is best only training can tell; the paper’s search kept the one in φ’s colour.',
  ].join(' ');

export const source = (trained: boolean) =>
  `Tan and Le 2019, §4 (the choice and the constraint). The paper gives no grid; this one is ours. Costs are computed.${trained ? ` ${trainedWords.source}` : ''}`;

export const table = {
  columns: ['α', 'β', 'γ', 'α·β²·γ²', 'exact cost at φ = 1, relative to B0', 'note'],
  paper: 'the paper’s choice',
};
