import type { Printed } from '../../../../models/published/row.ts';
import { kindsOf } from '../../../../models/study/kinds.ts';
import { wholeLength } from '../../../../models/study/recipe.ts';
import type { Standing, TrainedPoint } from '../../../../models/study/standing.ts';
import { atPhi, formatPhi } from '../phi.ts';
import { exact, fixed, percent, rounded } from '../quantity.ts';

// What drag-phi says of our own networks, which we trained and measured.

/** A network that was trained, ours or another's. */
export interface Point {
  readonly name: string;
  /** One of a rule's own networks. */
  readonly own: boolean;
  /** Percent. */
  readonly accuracy: number;
  readonly multiplyAdds: Printed | null;
  readonly parameters: Printed | null;
  /** Of one that we trained: how many seeds, and what lies lowest and highest among them, in percent. */
  readonly seeds?: { readonly count: number; readonly least: number; readonly most: number };
}

const share = (value: number): string => percent(100 * value);

/** Over so many seeds, in percent. */
const seedsSaid = ({ count, least, most }: NonNullable<Point['seeds']>): string =>
  count === 1 ? 'one seed' : `mean of ${count} seeds, ${fixed(least, 1)} to ${percent(most)}`;

const trained = ({ test, seeds, least, most }: TrainedPoint): string =>
  `${share(test)} of test pictures named right (${seedsSaid({ count: seeds, least: 100 * least, most: 100 * most })})`;

/** What is known of accuracy at φ. */
export function standing(phi: number, of: Standing): string {
  if (of.kind === 'between')
    return `Between ${atPhi(of.below.phi)} and ${atPhi(of.above.phi)} nothing was trained; the neighbours have ${share(of.below.test)} and ${share(of.above.test)}.`;
  if (of.kind === 'beyond')
    return `${of.side === 'below' ? 'Below' : 'Above'} ${atPhi(of.nearest.phi)} nothing was trained; ${atPhi(of.nearest.phi)} has ${share(of.nearest.test)}.`;
  const own = of.point.phi === phi;
  return own
    ? `${atPhi(phi)} was trained: ${trained(of.point)}.`
    : `${atPhi(phi)} rounds to ${atPhi(of.point.phi)}’s network: ${trained(of.point)}.`;
}

/** Beside the marker, where there is little room. */
export const markerNote = (of: Standing): string =>
  of.kind === 'trained' ? `${share(of.point.test)} named right` : 'nothing trained here';

export const knob = {
  label: ({ test }: Pick<TrainedPoint, 'test'>): string => share(test),
  stop: (point: TrainedPoint): string => `${atPhi(point.phi)}: ${trained(point)}`,
  keys: 'Arrow keys move by a twentieth, with Shift by a hundredth; Page Up and Page Down go to the next φ that was trained.',
  spoken: (phi: number, multiplyAdds: number, of: Standing): string =>
    `φ ${formatPhi(phi)}, ${rounded(multiplyAdds, 3)} multiply-adds, ${of.kind === 'trained' ? `${share(of.point.test)} named right` : 'not trained'}`,
};

export const reading = ({ name, accuracy, seeds, multiplyAdds, parameters }: Point): string =>
  `${name}: ${percent(accuracy)} of test pictures named right${seeds ? ` (${seedsSaid(seeds)})` : ''}, ${multiplyAdds?.printed} multiply-adds, ${parameters?.printed} parameters.`;
export const help = 'Drag the line or point at a dot.';

/** So many seeds a network. */
function eachSeeds(points: readonly Point[]): string {
  const counts = points.flatMap(({ seeds }) => seeds?.count ?? []);
  const [fewest, most] = [Math.min(...counts), Math.max(...counts)];
  if (most === 1) return 'one seed each';
  return fewest === most ? `${most} seeds each` : `${fewest} to ${most} seeds each`;
}

export const note = (points: readonly Point[]): string =>
  `Our own small networks, not the paper’s, by its rule: ${kindsOf.whole} kinds of stickers, ${exact(wholeLength.seen)} pictures seen, ${eachSeeds(points)}; chance alone names ${percent(100 / kindsOf.whole)} right.${points.some(({ own }) => !own) ? ' Unnamed dots: our other networks.' : ''}`;

export const source = (pictures: number): string =>
  `Dots: measured by ourselves (models/study), each on ${exact(pictures)} test pictures. Costs are counted.`;

/** What a link to a network does. */
export const opens = {
  run: (name: string) => `Run ${name} in the live classifier`,
  train: (name: string) => `Train ${name} yourself`,
} as const;
export const openable = 'Open one of our networks';
export const chart =
  'Chart of our own networks. Arrow keys read them one by one; Enter on one that the rule gave moves φ there.';
export const caption = 'A share under the knob sits at a φ that was trained.';

export const columns = [
  'network',
  'test pictures named right (%)',
  'lowest seed (%)',
  'highest seed (%)',
  'seeds',
  'multiply-adds',
  'parameters',
];
