import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { CheckpointError } from '../../../models/checkpoints/checkpoint-error.ts';
import type { NamedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { planWeights, readInferenceWeights } from '../../../models/checkpoints/naming/match.ts';
import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import type { NormalisingName } from '../../../models/checkpoints/rules/normalising.ts';
import type { Rule } from '../../../models/checkpoints/rules/rule.ts';
import { checkConfig, ruleByConfig, type TimmConfig } from '../../../models/checkpoints/timm-config.ts';
import { type VariantWeights, variantWeights } from '../../../models/checkpoints/variants.ts';
import { fold } from '../../../models/operators/fold.ts';
import {
  type PictureOptions,
  type Recognised,
  recognise,
  withProperties,
} from '../../../models/recognise.ts';
import type { OpenCheckpoint } from './open.ts';

export interface OpenUpstream extends OpenCheckpoint {
  readonly recognised: Recognised;
  /** What went into the graph, and how pictures are prepared for it: the file's rule with what was given in its place. */
  readonly rule: Rule;
  /** Which copy of the weights was read, and which there are. */
  readonly copies: Omit<VariantWeights, 'tensors'>;
}

export interface UpstreamOptions extends Partial<CheckpointProperties>, PictureOptions {
  readonly normalising?: NormalisingName;
  /** What may speak of the file's origin: its name, its folder's. */
  readonly names?: readonly string[];
  /** Another copy of the weights than the usual one. */
  readonly variant?: string;
  /** What lies beside the file and says what the file cannot. */
  readonly config?: TimmConfig | undefined;
}

/**
 * Reads a checkpoint as an upstream published it, whichever of the known namings it has: the inference graph and its float32 weights.
 * Of several copies of the weights the usual one is read, or `variant`.
 * Throws `CheckpointError` where it is none that is known, or where a tensor is missing, left over, mis-shaped or damaged.
 */
export function openUpstream(file: NamedTensors, options: UpstreamOptions = {}): OpenUpstream {
  const { names = [], variant, normalising, resolution, config, ...given } = options;
  const { size = resolution === undefined ? (config?.size ?? undefined) : undefined, ...properties } = given;
  const { tensors, ...copies } = variantWeights(file, variant);
  const found = recognise(tensors, config === undefined ? names : [config.architecture, ...names]);
  if (config !== undefined) checkConfig(config, found);
  const recognised = config === undefined ? found : { ...found, rule: ruleByConfig(found.rule, config) };
  const own = recognised.rule;
  const rule: Rule = {
    ...own,
    properties: withProperties(own.properties, properties),
    ...(Object.keys(properties).length > 0 && {
      network: { sure: true, why: { is: 'chosen', own: own.properties } },
    }),
    ...(normalising !== undefined && {
      normalising,
      pictures: {
        sure: true,
        why: { is: 'chosen', own: { normalising: own.normalising, evaluation: own.evaluation } },
      },
    }),
  };
  const graph = recognised.build({
    ...rule.properties,
    ...(resolution !== undefined && { resolution }),
    ...(size !== undefined && { size }),
  });
  const weights = readInferenceWeights(planWeights(graph, tensors, recognised.naming));
  return { graph: fold(graph), weights, recognised, rule, copies };
}

/** Reads an entry of the catalogue from its files. Throws `CheckpointError` where they hold another network than it says. */
export function openCatalogued(entry: CatalogueEntry, tensors: NamedTensors): OpenUpstream {
  const opened = openUpstream(tensors, {
    names: [entry.id],
    ...entry.properties,
    size: [entry.input.height, entry.input.width],
  });
  const { naming, classes, family } = opened.recognised;
  const network = opened.recognised.network ?? family;
  if (network !== entry.network || naming.id !== entry.naming || classes !== entry.classes) {
    throw new CheckpointError({
      code: 'catalogued-otherwise',
      found: network === family ? null : network,
      classes,
      naming: naming.id,
      listed: entry.network,
      listedClasses: entry.classes,
    });
  }
  return opened;
}
