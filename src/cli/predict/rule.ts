import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import { type NormalisingName, normalisingNames } from '../../../models/checkpoints/rules/normalising.ts';
import type { UpstreamOptions } from '../../engine/sources/upstream.ts';
import { namingTitle } from '../../words/en/namings.ts';
import {
  networkReasonText,
  networkWords,
  normalisingWords,
  picturesReasonText,
  picturesWords,
} from '../../words/en/rules.ts';
import { variantLines } from '../checkpoint/inspect.ts';
import { Complaint } from '../complaint.ts';
import type { LoadedNetwork } from '../loaded.ts';

/** The options that choose another rule than a file's own, as they are typed. */
export interface RuleOptions {
  readonly padding?: string | undefined;
  readonly epsilon?: string | undefined;
  readonly preprocessing?: string | undefined;
  /** Another copy of the weights than the usual one. */
  readonly variant?: string | undefined;
}

/** One value for the whole network, or two, of a detector's backbone and of the rest: `symmetric,same`. */
function oneOrTwo(text: string): readonly [backbone: string | undefined, rest: string] {
  const [first = '', second, ...more] = text.split(',');
  if (more.length > 0)
    throw new Complaint(`“${text}” is more than a value for the backbone and one for the rest.`);
  return second === undefined ? [undefined, first] : [first, second];
}

function padding(text: string): CheckpointProperties['padding'] {
  if (text !== 'same' && text !== 'symmetric')
    throw new Complaint(
      `--padding is same or symmetric (for a detector also symmetric,same: its backbone’s first), not “${text}”.`,
    );
  return text;
}

function epsilon(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value < 1))
    throw new Complaint(`--epsilon is a number between 0 and 1, such as 0.001 or 1e-5, not “${text}”.`);
  return value;
}

function normalising(text: string): NormalisingName {
  const found = normalisingNames.find((name) => name === text);
  if (found === undefined) {
    const known = normalisingNames.map((name) => `${name}: ${normalisingWords[name].words}`).join('; ');
    throw new Complaint(`--preprocessing has no “${text}”. It is one of: ${known}.`);
  }
  return found;
}

/** What stands in for a file's own rule. Throws `Complaint` for a value that is none. */
export function ruleGiven(options: RuleOptions): UpstreamOptions {
  const [backbonePadding, ofRest] = options.padding === undefined ? [] : oneOrTwo(options.padding);
  const [backboneEpsilon, ofNorms] = options.epsilon === undefined ? [] : oneOrTwo(options.epsilon);
  return {
    ...(ofRest !== undefined && { padding: padding(ofRest) }),
    ...(backbonePadding !== undefined && { backbonePadding: padding(backbonePadding) }),
    ...(ofNorms !== undefined && { batchNormEpsilon: epsilon(ofNorms) }),
    ...(backboneEpsilon !== undefined && { backboneEpsilon: epsilon(backboneEpsilon) }),
    ...(options.preprocessing !== undefined && { normalising: normalising(options.preprocessing) }),
    ...(options.variant !== undefined && { variant: options.variant }),
  };
}

/** What a file was taken for and by which rule it ran: for a program. */
export function ruleReport({
  file,
  graph,
  input,
}: LoadedNetwork): Readonly<Record<string, unknown>> | undefined {
  if (file === undefined) return undefined;
  const { recognised, rule, copies } = file;
  const { padding: ofRest, batchNormEpsilon, backbonePadding, backboneEpsilon } = rule.properties;
  return {
    network: recognised.network ?? graph.name,
    library: namingTitle[recognised.naming.id],
    padding: ofRest,
    epsilon: batchNormEpsilon,
    ...(backbonePadding !== undefined && { backbonePadding }),
    ...(backboneEpsilon !== undefined && { backboneEpsilon }),
    preprocessing: rule.normalising,
    input,
    guessed: [
      ...(rule.network.sure ? [] : ['padding', 'epsilon']),
      ...(rule.pictures.sure ? [] : ['preprocessing']),
    ],
    variant: copies.variant,
    variants: copies.variants,
    why: [networkReasonText(rule.network), picturesReasonText(rule.pictures)],
  };
}

/** The same as lines for a person. */
export function ruleLines({ file, graph, input }: LoadedNetwork): readonly string[] {
  if (file === undefined) return [];
  const { recognised, rule, copies } = file;
  const { classes, network, naming } = recognised;
  const change =
    rule.network.sure && rule.pictures.sure
      ? []
      : ['--padding, --epsilon and --preprocessing choose another rule.'];
  return [
    `${network ?? `${graph.name} of a size that was never released`}, ${classes} classes, named as in ${namingTitle[naming.id]}`,
    `network:  ${networkWords(rule.properties)}. ${networkReasonText(rule.network)}`,
    `pictures: ${input.height}×${input.width}, ${picturesWords(rule)}. ${picturesReasonText(rule.pictures)}`,
    ...variantLines(copies),
    ...change,
    '',
  ];
}
