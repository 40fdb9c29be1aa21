import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import { type NormalisingName, normalisingNames } from '../../../models/checkpoints/rules/normalising.ts';
import type { Rule } from '../../../models/checkpoints/rules/rule.ts';
import type { CheckpointDescription } from '../../engine/protocol/description.ts';
import type { OwnFile, OwnFileOptions } from '../../engine/protocol/source.ts';
import { rule as words } from '../../words/en/picker-list.ts';
import { epsilonText, normalisingWords } from '../../words/en/rules.ts';
import type { Picked } from './picked.ts';

/** A reader's own file that runs now, and the rule that was chosen for it in the place of its own. */
export interface RunningOwn {
  readonly files: readonly OwnFile[];
  readonly as: OwnFileOptions;
  readonly checkpoint: CheckpointDescription;
}

export function runningOwn(
  picked: Picked | null,
  checkpoint: CheckpointDescription | undefined,
): RunningOwn | null {
  if (picked?.kind !== 'own' || checkpoint?.own === undefined) return null;
  return { files: picked.files, as: picked.as ?? {}, checkpoint };
}

/** A choice of one of a few, its values as words. */
export interface RuleChoice {
  readonly options: readonly { readonly value: string; readonly label: string }[];
  readonly value: string;
}

/** Which copy of the weights is read, where a file has several: those of the last step, their average. */
export function copyChoice({ variant, variants }: CheckpointCopies): RuleChoice | undefined {
  if (variants.length < 2) return undefined;
  return { options: variants.map(({ id }) => ({ value: id, label: id })), value: variant.id };
}

type CheckpointCopies = NonNullable<CheckpointDescription['copies']>;

/** The value of a choice that leaves it to the library, whose backbone has another rule than the rest. */
const mixed = 'mixed';

const isMixed = ({ padding, batchNormEpsilon, backbonePadding, backboneEpsilon }: CheckpointProperties) => ({
  padding: backbonePadding !== undefined && backbonePadding !== padding,
  epsilon: backboneEpsilon !== undefined && backboneEpsilon !== batchNormEpsilon,
});

const paddingLabels = words.paddings;

export function paddingChoice(usual: Rule, now: Rule): RuleChoice {
  const options = Object.entries(paddingLabels).map(([value, name]) => ({ value, label: String(name) }));
  const { padding, backbonePadding } = usual.properties;
  if (isMixed(usual.properties).padding)
    options.push({
      value: mixed,
      label: words.mixed(label(backbonePadding), label(padding)),
    });
  return { options, value: isMixed(now.properties).padding ? mixed : now.properties.padding };
}

const label = (padding: CheckpointProperties['padding'] | undefined) =>
  padding === 'same' ? paddingLabels.same : paddingLabels.symmetric;

export function epsilonChoice(usual: Rule, now: Rule): RuleChoice {
  const { batchNormEpsilon, backboneEpsilon } = usual.properties;
  const values = new Set([1e-3, 1e-5, batchNormEpsilon, now.properties.batchNormEpsilon]);
  const options = [...values].map((value) => ({ value: String(value), label: epsilonText(value) }));
  if (isMixed(usual.properties).epsilon && backboneEpsilon !== undefined)
    options.push({
      value: mixed,
      label: words.mixed(epsilonText(backboneEpsilon), epsilonText(batchNormEpsilon)),
    });
  return {
    options,
    value: isMixed(now.properties).epsilon ? mixed : String(now.properties.batchNormEpsilon),
  };
}

export function normalisingChoice(now: Rule): RuleChoice {
  return {
    options: normalisingNames.map((value) => ({ value, label: normalisingWords[value].title })),
    value: now.normalising,
  };
}

/** What is asked for when one choice changes; what the file's own rule has anyway is not asked for. */
export function asked(
  usual: Rule,
  as: OwnFileOptions,
  change: { readonly padding?: string; readonly epsilon?: string; readonly normalising?: string },
): OwnFileOptions {
  const { padding, batchNormEpsilon, normalising, ...rest } = as;
  const wanted = {
    padding: change.padding ?? padding ?? mixed,
    epsilon: change.epsilon ?? (batchNormEpsilon === undefined ? mixed : String(batchNormEpsilon)),
    normalising: change.normalising ?? normalising ?? usual.normalising,
  };
  const own = usual.properties;
  const differs = isMixed(own);
  const ownPadding = differs.padding ? mixed : own.padding;
  const ownEpsilon = differs.epsilon ? mixed : String(own.batchNormEpsilon);
  return {
    ...rest,
    ...(wanted.padding !== mixed &&
      wanted.padding !== ownPadding && { padding: wanted.padding as CheckpointProperties['padding'] }),
    ...(wanted.epsilon !== mixed &&
      wanted.epsilon !== ownEpsilon && { batchNormEpsilon: Number(wanted.epsilon) }),
    ...(wanted.normalising !== usual.normalising && { normalising: wanted.normalising as NormalisingName }),
  };
}
