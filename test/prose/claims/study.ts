import { byResolution } from '../../../models/study/by-resolution.ts';
import { firstGains } from '../../../models/study/first-gains.ts';
import { measuredNetworks, seedDeviation } from '../../../models/study/measured.ts';
import {
  findStudyNetwork,
  networkOf,
  ourBases,
  type StudyNetwork,
  scaled,
} from '../../../models/study/networks.ts';
import { ruledPhis } from '../../../models/study/phis.ts';
import { studyArtists } from '../../../models/study/picture.ts';
import { wholeLength } from '../../../models/study/recipe.ts';
import { readRecords } from '../../../src/cli/study/records.ts';
import { label } from '../../../src/words/en/figures/break-the-rule-measured.ts';
import { atPhi } from '../../../src/words/en/phi.ts';
import { nameOf, networkName, tripleName } from '../../../src/words/en/study.ts';
import { type Claim, claim, cost, counted, fixed, type Subject, subject } from './claim.ts';

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The forms in which the site calls a network of the study. */
function pattern(network: StudyNetwork): string {
  const { name, knobs, alone, phi, ratio, triple } = network;
  if (name === 'base') return `(?:the|our) base|base: d|${escaped(nameOf(network))}`;
  const { depth, width, resolution } = knobs;
  const row = `d ${Number(depth.toFixed(3))}, w ${Number(width.toFixed(3))}, ${resolution} px`;
  // In the table of runs that a page can train, each number of a network is in a column of its own.
  const ofRun = `ours, ${Number(depth.toFixed(3))}, ${Number(width.toFixed(3))}, ${resolution}`;
  // In the table of the grid a row begins with its three factors and the product that they promise.
  const ofGrid =
    triple === undefined
      ? []
      : [`${escaped([triple.alpha, triple.beta, triple.gamma].join(', '))}(?=, \\d\\.\\d{4},)`];
  const spelled = `depth ${depth} and width ${width} at ${resolution} pixels`;
  const point = [
    ...(phi === undefined ? [] : [nameOf(network)]),
    ...(triple === undefined ? [] : [tripleName(triple)]),
    ...(alone === undefined ? [] : [label(network)]),
  ];
  // Beside the paper’s at the same φ it is “ours”, whatever else it is called; in their table a row begins with φ.
  const inTable = (whose: string, at: number) =>
    `${whose}(?=: named right: ${String(at).replace('-', '−')}, )`;
  const ours = ruledPhis
    .filter((at) => at !== 0 && networkOf(scaled(ourBases, at)).name === name)
    .flatMap((at) => [`(?<=At ${escaped(atPhi(at))} the paper’s [^:]*, )ours`, inTable('ours', at)]);
  const papers = phi !== undefined && ratio === 'paper' ? [inTable('paper’s', phi)] : [];
  return [
    ...[networkName(network), row, ofRun, spelled, ...point].map(escaped),
    ...ofGrid,
    ...ours,
    ...papers,
  ].join('|');
}

const studied = (network: StudyNetwork) => subject('study network', networkName(network), pattern(network));

const named = /named|validation|names|right|test|reach|seed|known|drawings/i;
/** A share of pictures: with its unit, or in a table whose column says that it is one. */
const shareClaims = (of: Subject, measure: string, share: number): readonly Claim[] => {
  const digits = fixed(100 * share, 1);
  return [
    claim(of, measure, 'percent', digits, named),
    { ...claim(of, measure, 'decimal', digits, named), loose: true },
  ];
};

/** Runs that are shorter, or on the easier task. */
const shortRuns: readonly Claim[] = readRecords()
  .filter(({ task, seen }) => task === 'easy' || seen !== wholeLength.seen)
  .flatMap(({ name, multiplyAdds, validation, test, unseen }) => {
    const network = findStudyNetwork(name);
    if (network === undefined) return [];
    const of = studied(network);
    return [
      ...[validation, test, ...Object.values(unseen)].flatMap((share) =>
        shareClaims(of, 'pictures named right', share),
      ),
      ...counted(of, 'multiply-adds', multiplyAdds, cost),
    ];
  });

const longRuns: readonly Claim[] = measuredNetworks(readRecords()).flatMap((each) => {
  const { network, test, least, most, records, multiplyAdds } = each;
  const of = studied(network);
  const unseen = studyArtists.unseen.map(
    (artist) => records.reduce((sum, record) => sum + (record.unseen[artist] ?? 0), 0) / records.length,
  );
  return [
    ...[...new Set([test, least, most])].flatMap((share) =>
      shareClaims(of, 'test pictures named right', share),
    ),
    ...unseen.flatMap((share) => shareClaims(of, 'pictures of an unseen artist', share)),
    ...counted(of, 'multiply-adds', multiplyAdds, cost),
  ];
});

/** Short runs with both beginnings, means over their seeds. */
const begun: readonly Claim[] = firstGains(readRecords()).flatMap(({ network: { knobs }, zero, one }) => {
  const name = `of depth ${knobs.depth}`;
  const of = subject(
    'study network',
    `${name}, with both beginnings`,
    `(?:the network|that) ${name}(?= names)`,
  );
  return [zero, one].flatMap((share) => shareClaims(of, 'test pictures named right', share));
});

/** The triples, parted by how much they raise resolution. */
const parted: readonly Claim[] = (() => {
  const measured = measuredNetworks(readRecords());
  const found = byResolution(measured, seedDeviation(measured));
  if (found === undefined) return [];
  return (
    [
      ['triples that raise resolution most', 'raise resolution most', found.more],
      ['the other triples', `the other ${found.less.count} name`, found.less],
    ] as const
  ).flatMap(([name, how, { test, least, most, multiplyAdds }]) => {
    const of = subject('study network', name, how);
    return [
      ...[test, least, most].flatMap((share) => shareClaims(of, 'test pictures named right', share)),
      ...counted(of, 'multiply-adds, mean', Math.round(multiplyAdds), cost),
    ];
  });
})();

/** What was measured on our own small networks. */
export const study: readonly Claim[] = [...shortRuns, ...longRuns, ...begun, ...parted];
