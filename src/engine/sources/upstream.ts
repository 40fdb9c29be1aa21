import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import { CheckpointError } from '../../../models/checkpoints/checkpoint-error.ts';
import type { NamedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { planWeights, readInferenceWeights } from '../../../models/checkpoints/naming/match.ts';
import type { CheckpointProperties } from '../../../models/checkpoints/naming/naming.ts';
import { type VariantWeights, variantWeights } from '../../../models/checkpoints/variants.ts';
import { fold } from '../../../models/operators/fold.ts';
import { type PictureOptions, type Recognised, recognise } from '../../../models/recognise.ts';
import type { OpenCheckpoint } from './open.ts';

export interface OpenUpstream extends OpenCheckpoint {
  readonly recognised: Recognised;
  /** What went into the graph. */
  readonly properties: CheckpointProperties;
  /** Which copy of the weights was read, and which there are. */
  readonly copies: Omit<VariantWeights, 'tensors'>;
}

/**
 * Reads a checkpoint as an upstream published it, whichever of the known namings it has: the inference graph and its float32 weights.
 * Of several copies of the weights the usual one is read, or `variant`.
 * Throws `CheckpointError` where it is none that is known, or where a tensor is missing, left over, mis-shaped or damaged.
 */
export function openUpstream(
  file: NamedTensors,
  {
    variant,
    ...options
  }: Partial<CheckpointProperties> & PictureOptions & { readonly variant?: string } = {},
): OpenUpstream {
  const { tensors, ...copies } = variantWeights(file, variant);
  const recognised = recognise(tensors);
  const { padding, batchNormEpsilon, residual, ...picture } = options;
  const own = recognised.properties;
  const properties = {
    padding: padding ?? own.padding,
    batchNormEpsilon: batchNormEpsilon ?? own.batchNormEpsilon,
    residual: residual ?? own.residual,
  };
  const graph = recognised.build({ ...properties, ...picture });
  const weights = readInferenceWeights(planWeights(graph, tensors, recognised.naming));
  return { graph: fold(graph), weights, recognised, properties, copies };
}

/** Reads an entry of the catalogue from its files. Throws `CheckpointError` where they hold another network than it says. */
export function openCatalogued(entry: CatalogueEntry, tensors: NamedTensors): OpenUpstream {
  const opened = openUpstream(tensors, {
    ...entry.properties,
    size: [entry.input.height, entry.input.width],
  });
  const { naming, classes, task } = opened.recognised;
  const family = task === 'classification' ? 'efficientnet' : 'efficientdet';
  const network = opened.recognised.network ?? family;
  if (network !== entry.network || naming.id !== entry.naming || classes !== entry.classes) {
    throw new CheckpointError(
      `The file holds ${network === family ? 'a network of no released size' : network} with ${classes} classes, named as in ${naming.title}.`,
      `The catalogue lists it as ${entry.network} with ${entry.classes} classes.`,
      'Choose another checkpoint of this network, and tell the project about this one.',
    );
  }
  return opened;
}
