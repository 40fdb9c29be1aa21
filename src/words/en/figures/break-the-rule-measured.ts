import type { Measured } from '../../../../models/study/measured.ts';
import type { StudyNetwork } from '../../../../models/study/networks.ts';
import { exact, rounded } from '../quantity.ts';
import { nameOf, networkName, share } from '../study.ts';

export const title = 'In small, and measured: a family of our own, one knob at a time';
export const table = 'Networks of our own, one knob turned or all by the paper’s rule, as measured';
export const numbers = 'Its numbers as a table';
export const columns = [
  'network',
  'depth',
  'width',
  'resolution, px',
  'multiply-adds',
  'parameters',
  'named right (%)',
  'lowest seed (%)',
  'highest seed (%)',
  'seeds',
];

export const axes = { x: 'million multiply-adds, log scale', y: 'test pictures named right, %' };

/** The name beside a point. */
export const label = (network: StudyNetwork): string => (network.name === 'base' ? 'base' : nameOf(network));

export function reading({ network, multiplyAdds, test, least, most, records }: Measured): string {
  const seeds =
    records.length === 1
      ? 'one seed'
      : `mean of ${exact(records.length)} seeds, ${share(least)} to ${share(most)}`;
  return `${networkName(network)}: ${share(test)} of test pictures, ${seeds}, at ${rounded(multiplyAdds, 3)} multiply-adds`;
}

export const points = 'Measured networks. Arrow keys read them one by one.';
export const pointAtOne = 'Point at a mark to read it.';
export const untrained = 'yours: not trained';

/** The reader's factors on our base. */
export const own = (multiplyAdds: number, known: Measured | undefined) =>
  known === undefined
    ? `Your d, w and r on our base: ${rounded(multiplyAdds, 3)} multiply-adds, not trained.`
    : `Your d, w and r on our base are a network that was trained. ${reading(known)}.`;

export const description = (findings: readonly string[]) =>
  `Multiply-adds against the share of test pictures named right, by networks of our own. ${findings.join(' ')}`;

const marks = {
  depth: 'triangles: depth alone',
  width: 'squares: width alone',
  resolution: 'circles: resolution alone',
  phi: 'diamonds: the paper’s α, β, γ',
} as const;

/** `series`: those that have a line. `bars`: whether any network has several seeds. */
export function key(series: readonly string[], bars: boolean): string {
  const told = (Object.keys(marks) as (keyof typeof marks)[]).filter((each) => series.includes(each));
  const shapes = told.map((each) => marks[each]).join('; ');
  const line = 'A line joins the measured steps of one knob and says nothing of what lies between';
  const text = `${shapes}. ${line}${bars ? '; an upright bar is what several seeds reached' : ''}.`;
  return text.charAt(0).toUpperCase() + text.slice(1);
}
