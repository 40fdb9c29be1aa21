import type { CompoundBases } from '../../../models/families/efficientnet/compound.ts';
import type { Fading } from '../../../models/study/findings.ts';
import type { FirstGains } from '../../../models/study/first-gains.ts';
import type { Measured } from '../../../models/study/measured.ts';
import { base, type Start, type StudyNetwork, starts, widthsOfAll } from '../../../models/study/networks.ts';
import type { RuleStep } from '../../../models/study/rule-steps.ts';
import type { WidthAgainst, WidthGain, WidthOnMaps } from '../../../models/study/width-on-maps.ts';
import { atPhi } from './phi.ts';
import { exact, fixed, listed, percent, rounded, signed, significant, upTo } from './quantity.ts';

/** What a network of the study is called beside its dot: `φ = 1.0`, `depth 2`, `at 32 px, width 0.35`, `α 1.2 β 1 γ 1.3`. */
export function nameOf({ phi, ratio, alone, from, triple, knobs }: StudyNetwork): string {
  if (phi !== undefined && ratio !== undefined)
    return ratio === 'paper' ? atPhi(phi) : `our ratio, ${atPhi(phi)}`;
  const before = from === undefined ? '' : `at ${startName(from)}, `;
  if (alone === 'resolution') return `${before}${knobs.resolution} px`;
  if (alone !== undefined) return `${before}${alone} ${knobs[alone]}`;
  if (triple) return tripleName(triple);
  return `d ${knobs.depth}, w ${knobs.width}, ${knobs.resolution} px`;
}

type Said = Pick<Measured, 'network' | 'test' | 'multiplyAdds'>;

/** One word of a sentence: with commas inside, a list of triples could not be read. */
export const tripleName = ({ alpha, beta, gamma }: CompoundBases) =>
  `α\u00a0${alpha} β\u00a0${beta} γ\u00a0${gamma}`;

export const share = (value: number) => percent(100 * value, 1);
export const work = (multiplyAdds: number) => `${rounded(multiplyAdds, 3)} multiply-adds`;

/** What a network of the study is called in running text. */
export function networkName(network: StudyNetwork): string {
  const { name, knobs, phi, ratio, alone, from } = network;
  if (name === 'base') return 'the base';
  if (phi !== undefined) return `${ratio === 'ours' ? 'our own ratio' : 'the paper’s rule'} at ${atPhi(phi)}`;
  // “64 px reaches” would be no sentence.
  return alone === 'resolution' && from === undefined ? `resolution ${knobs.resolution}` : nameOf(network);
}

const reached = ({ network, test, multiplyAdds }: Said) =>
  `${networkName(network)} (${share(test)} at ${work(multiplyAdds)})`;

/** What chance in the pictures and what another seed move of a short run. */
export const shortNoise = (half: number, deviation: number | undefined, several: number) =>
  [
    `Each is one run. Chance alone moves such a share by ${fixed(100 * half, 1)} points either way`,
    deviation === undefined
      ? '; what another seed would move was not measured of these.'
      : `, and another seed by about ${fixed(100 * deviation, 1)} points: the standard deviation within ${several === 1 ? 'the network that was' : `${exact(several)} networks that were`} trained with two.`,
    ' Differences of a few points between two rows say nothing yet.',
  ].join('');

/** `deviation`: what another seed moves, from so many networks of two seeds or more. */
export const noise = (deviation: number | undefined, several: number) =>
  deviation === undefined
    ? 'No network has a second seed yet, so what another seed would move is not known, and no two are compared.'
    : `Another seed moves a run by about ${fixed(100 * deviation, 1)} points: the standard deviation within ${
        several === 1 ? 'one network that was' : `${exact(several)} networks that were`
      } trained with several seeds. Two networks are compared only where both have two seeds at least, and called different only where two standard deviations of what seeds do to both lie between them.`;

/** `some`: others are drawn that were trained once. */
export const spanned = (least: Said, most: Said, some: boolean) =>
  `${some ? 'Of those with two seeds, fewest' : 'Fewest'} are named right by ${networkName(least.network)}, ${share(least.test)}, most by ${networkName(most.network)}, ${share(most.test)}.`;

const knobName = { depth: 'Depth', width: 'Width', resolution: 'Resolution' } as const;
const perDoubling = (gain: number) => `${signed(100 * gain, 1)} points`;

/** Whether the gain of a knob alone fades. */
export function fading({ knob, from, middle, to, before, after, fades, lastDiffers }: Fading): string {
  const [a, b, c] = [from, middle, to].map(({ network }) => network.knobs[knob]);
  const gains = `${knobName[knob]} alone: a doubling of the multiply-adds brings ${perDoubling(before)} from ${a} to ${b}, ${perDoubling(after)} from ${b} to ${c}`;
  if (!fades) return `${gains}; whether the gain fades, seeds leave open.`;
  return lastDiffers
    ? `${gains}: the gain fades.`
    : `${gains}: the gain fades, and the last step is not told from what a seed moves.`;
}

/** The paper's rule against single knobs that do better for no more work, and those that do worse for no less. */
export function againstRule(rule: Said, better: readonly Said[], worse: readonly Said[]): string {
  const parts = [
    ...(better.length === 0 ? [] : [`less than ${listed(better.map(reached))}, for no less work`]),
    ...(worse.length === 0 ? [] : [`more than ${listed(worse.map(reached))}, for no more work`]),
  ];
  const name = networkName(rule.network);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)} reaches ${share(rule.test)} at ${work(rule.multiplyAdds)}: ${parts.join('; ')}.`;
}

/** One knob ahead of others for no more work. */
export const knobAhead = (ahead: Said, behind: readonly Said[]) =>
  `${reached(ahead)} reaches more than ${listed(behind.map(reached))}, for no more work.`.replace(
    /^./,
    (first) => first.toUpperCase(),
  );

/** By what a network differs from the base before a knob is turned alone, and the base by its pictures. */
function startName(start: Start): string {
  const { depth, resolution } = starts[start];
  return depth === base.depth ? `${resolution} px` : `${resolution} px and depth ${depth}`;
}

const widthOn = ({ less, more, told }: WidthAgainst, than: string) => {
  const gains = `${perDoubling(more.gain)} at ${startName(more.start)}, ${perDoubling(less.gain)} at ${startName(less.start)}`;
  if (!told) return `${gains}: which of the two is more, seeds leave open.`;
  return more.gain > less.gain
    ? `${gains}: here too width buys more where the ${than}.`
    : `${gains}: here width buys less where the ${than}, unlike in the paper.`;
};

/** What width brings on small pictures and on larger ones, and on a deeper network, against the paper’s Figure 4. */
export const widthOnMaps = ({ resolution, depth }: WidthOnMaps) =>
  [
    `Our small networks can be asked the same. From width ${widthsOfAll.narrow} to ${widthsOfAll.wide} a doubling of the multiply-adds brings`,
    [
      ...(resolution ? [widthOn(resolution, 'picture is larger')] : []),
      ...(depth ? [widthOn(depth, 'network is deeper')] : []),
    ].join(' It brings '),
  ].join(' ');

/** Knobs whose gain fades and those of which that is not seen, against the paper’s Figure 3. */
export function figure3(fadings: readonly Pick<Fading, 'knob' | 'fades'>[]): string {
  const [faded, others] = [true, false].map((fades) =>
    listed(fadings.filter((each) => each.fades === fades).map(({ knob }) => knob)),
  );
  return [
    ...(faded ? [`As in the paper’s Figure 3, the gain of ${faded} alone fades.`] : []),
    ...(others ? [`Whether the gain of ${others} fades, our seeds leave open.`] : []),
  ].join(' ');
}

/** All three together against one alone, where the paper’s Table 7 has all three win. */
export function table7(rule: Said, better: readonly Said[], worse: readonly Said[]): string {
  const name = networkName(rule.network);
  const list = (all: readonly Said[]) => listed(all.map(({ network }) => networkName(network)));
  if (better.length === 0)
    return `As in its Table 7, all three together win: ${name} reaches more than ${list(worse)} for no more work.`;
  const but =
    worse.length === 0
      ? ''
      : `; ${list(worse)} ${worse.length === 1 ? 'reaches' : 'reach'} less than the rule for no less`;
  return `Not so with its Table 7, where all three together win: here ${list(better)} ${better.length === 1 ? 'reaches' : 'reach'} more than ${name} for no more work${but}.`;
}

/** Sides of the last maps, before they are averaged. */
export const lastMaps = (ours: number, b0: number) =>
  `A likely reason can be counted: our base ends in maps of ${ours}\u00a0×\u00a0${ours}, B0 in ${b0}\u00a0×\u00a0${b0}, and so starved a network gains more from places to look at than from channels or layers. A ratio belongs to the base that it was found for.`;

/** What gains that begin at 0 in the blocks that add their input bring, and what becomes of a network without. */
export function gainsSaid(all: readonly FirstGains[]): string {
  const [first] = all;
  if (first === undefined) return '';
  const of = ({ network, zero, one }: FirstGains, index: number) =>
    `${index === 0 ? 'the network' : 'that'} of depth ${network.knobs.depth} names ${share(zero)} and ${share(one)}${index === 0 ? ' of the test pictures right' : ''}`;
  const seeds = Math.min(...all.map((each) => each.seeds.length));
  const runs = seeds === 1 ? '' : ` (means of ${exact(seeds)} seeds)`;
  return `After ${exact(first.seen)} pictures of the easier task, with gains that began at 0 and with all of them at 1, ${listed(all.map(of))}${runs}.`;
}

/** What the two artists that it never saw make of a network. */
export const unseen = (name: string, test: number, shares: readonly number[]) =>
  `On their drawings of the same kinds ${name} names ${listed(shares.map(share))} right, where it names ${share(test)} with known artists.`;

/** What the chapter’s table of whole runs tells of each. */
export const fullColumns = [
  'network',
  'multiply-adds',
  'seeds',
  'test',
  'from seed to seed',
  'unseen artists',
];
export function fullRow(
  { network, records, multiplyAdds, test, least, most }: Measured,
  unseenShares: readonly number[],
): readonly (string | number)[] {
  const { depth, width, resolution } = network.knobs;
  const size = `d ${upTo(depth, 3)}, w ${upTo(width, 3)}, ${resolution} px`;
  const called = network.name === 'base' ? 'base: ' : network.phi === undefined ? '' : `${nameOf(network)}: `;
  return [
    `${called}${size}`,
    ...[rounded(multiplyAdds, 3), records.length, share(test)],
    records.length === 1 ? '' : `${share(least)} to ${share(most)}`,
    unseenShares.map(share).join(', '),
  ];
}

/** How many networks of the study were not run at full length, and how many only with one seed. */
export function leftToRun(untrained: number, once: number): string {
  const parts = [
    ...(untrained === 0
      ? []
      : [`${exact(untrained)} of them ${untrained === 1 ? 'is' : 'are'} not trained yet`]),
    ...(once === 0 ? [] : [`${exact(once)} ${once === 1 ? 'has' : 'have'} one seed only`]),
  ];
  return parts.length === 0
    ? 'All of them are trained, with two seeds at least.'
    : `${listed(parts)}.`.replace(/^./, (first) => first.toUpperCase());
}

/** From one φ of the rule to the next. */
function ruleStep({ from, to, told }: RuleStep): string {
  const dearer = significant(to.multiplyAdds / from.multiplyAdds, 2);
  const shares = `${nameOf(from.network)} names ${share(from.test)} right, and ${nameOf(to.network)} names ${share(to.test)}, at ${dearer} times the multiply-adds`;
  return told ? `${shares}.` : `${shares}; what seeds move could be all of that.`;
}

/** The steps of the rule, where it is known what a seed moves; nothing is ranked where it is not. */
export const ruleStepsSaid = (steps: readonly RuleStep[]): string =>
  steps.some(({ told }) => told === undefined)
    ? 'Each was trained with one seed so far. What another seed would move is not known, so none of them is called better than another.'
    : steps.map(ruleStep).join(' ');

/** What was trained by the rule, as a table. */
export const ruleColumns = ['network', 'multiply-adds', 'test pictures named right', 'seeds'];
export const ruleRow = (of: Measured): readonly (string | number)[] => [
  nameOf(of.network),
  rounded(of.multiplyAdds, 3),
  share(of.test),
  of.records.length,
];

/** What width brings on each start, as a table: the narrow network and the wide one below it. */
export const widthColumns = [...ruleColumns, 'gain for a doubling'];
export const widthRows = ({ start, from, to, gain }: WidthGain): readonly (readonly (string | number)[])[] =>
  [from, to].map((each) => {
    const [name, ...rest] = ruleRow(each);
    const called = start === 'base' ? `at ${startName('base')}, ${name}` : `${name}`;
    return [called, ...rest, each === to ? perDoubling(gain) : ''];
  });
