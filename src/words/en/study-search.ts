import type { ByResolution, Half } from '../../../models/study/by-resolution.ts';
import type { Measured } from '../../../models/study/measured.ts';
import type { Search, TwoRatios } from '../../../models/study/ratios.ts';
import { atPhi } from './phi.ts';
import { exact, listed, rounded, signed, significant } from './quantity.ts';
import { share, tripleName, work } from './study.ts';

/** Costs within this factor are called the same. */
const alike = 1.05;
const leading = ({ paper, ours }: Pick<TwoRatios, 'paper' | 'ours'>) =>
  ours.test > paper.test ? ([ours, paper] as const) : ([paper, ours] as const);

/** Two ratios at one φ; their networks cost alike only before rounding, so the one that reaches more is held against what it costs. */
function twoRatios({ phi, paper, ours, told }: TwoRatios): string {
  const said = ({ test, multiplyAdds }: Measured) => `${share(test)} right at ${work(multiplyAdds)}`;
  const shares = `At ${atPhi(phi)} the paper’s names ${said(paper)}, ours ${said(ours)}`;
  if (!told) return `${shares}: seeds do not tell the two apart.`;
  const [more, less] = leading({ paper, ours });
  const dearer = more.multiplyAdds / less.multiplyAdds;
  const price = dearer > alike ? `, for ${significant(dearer, 2)} times the work` : ' for no more work';
  return `${shares}: ${more === ours ? 'ours' : 'the paper’s'} reaches more${price}.`;
}

/** Triples that raise resolution most against the others. */
export function byResolutionSaid({ gamma, more, less, told }: ByResolution): string {
  const half = ({ test, least, most, multiplyAdds }: Half) =>
    `${share(test)} right on average (${share(least)} to ${share(most)}), at ${work(multiplyAdds)}`;
  const both = `The ${exact(more.count)} that raise resolution most, γ of ${gamma} and more, name ${half(more)}; the other ${exact(less.count)} name ${half(less)}`;
  if (!told) return `${both}; what seeds move could be all of that.`;
  return `${both}. This base gains ${more.test > less.test ? 'most from a larger picture' : 'more from layers and channels than from a larger picture'}.`;
}

/** What the search found, and what it would have found with one run each. */
function searchSaid({ triples, seeds, best, byFirst }: Search): string {
  const name = ({ network: { triple } }: Measured) => (triple === undefined ? '' : tripleName(triple));
  const each = seeds === 1 ? 'each once' : `each with ${exact(seeds)} seeds`;
  const found = `We trained ${exact(triples)} triples at φ = 1, ${each}; ${name(best)} named the most validation pictures right${seeds === 1 ? '' : ', on average'}.`;
  const luck = 'the best of several owes some of its lead to luck';
  const [first, ...later] = byFirst.records;
  if (byFirst === best || first === undefined || later.length === 0)
    return `${found} ${luck.replace(/^./, (letter) => letter.toUpperCase())}.`;
  return `${found} A search with one run each would have taken ${name(byFirst)}, which named ${share(first.test)} of the test pictures right in that run and ${listed(later.map(({ test }) => share(test)))} from ${later.length === 1 ? 'another seed' : 'other seeds'}: ${luck}.`;
}

/** Where seeds tell the two apart and the one that leads does not owe it to more work, whether what was found at φ = 1 leads elsewhere. */
function carriedOver(compared: readonly TwoRatios[]): readonly string[] {
  const fair = compared.filter((each) => {
    const [more, less] = leading(each);
    return each.told && more.multiplyAdds <= alike * less.multiplyAdds;
  });
  const oursLeads = ({ ours, paper }: TwoRatios): boolean => ours.test > paper.test;
  if (fair.some(oursLeads) && !fair.every(oursLeads))
    return [
      'What leads at one size follows at another: a ratio belongs to the base and to the size that it was found for.',
    ];
  const beyond = fair.filter(({ phi }) => phi > 1);
  if (beyond.length === 0) return [];
  return [
    beyond.every(oursLeads)
      ? 'What was found in small, at φ = 1, leads at a larger size, too; but it is another ratio than the paper’s, for another base.'
      : 'What was found in small, at φ = 1, does not lead at a larger size.',
  ];
}

/** Whether the ratio that our own search found at φ = 1 carries over to other φ. */
export function ratiosSaid(
  search: Search,
  parted: ByResolution | undefined,
  compared: readonly TwoRatios[],
): string {
  const { triple } = search.best.network;
  return [
    searchSaid(search),
    ...(parted === undefined ? [] : [byResolutionSaid(parted)]),
    ...(triple === undefined
      ? []
      : [`Scaled by ${tripleName(triple)} instead, our base becomes other networks.`]),
    ...compared.map(twoRatios),
    ...carriedOver(compared),
  ].join(' ');
}

/** Networks of both ratios, as a table. */
export const ratioColumns = [
  'φ',
  ...['paper’s', 'ours'].flatMap((whose) => [
    `${whose}: multiply-adds`,
    `${whose}: named right`,
    `${whose}: seeds`,
  ]),
];
export const ratioRow = ({ phi, paper, ours }: TwoRatios): readonly (string | number)[] => [
  signed(phi, 0),
  ...[paper, ours].flatMap(({ multiplyAdds, test, records }) => [
    rounded(multiplyAdds, 3),
    share(test),
    records.length,
  ]),
];
