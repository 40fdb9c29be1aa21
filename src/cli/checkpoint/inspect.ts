import { CheckpointError } from '../../../models/checkpoints/checkpoint-error.ts';
import type { NamedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { planWeights } from '../../../models/checkpoints/naming/match.ts';
import { type Variant, variantWeights } from '../../../models/checkpoints/variants.ts';
import { GraphError } from '../../../models/graph/graph.ts';
import { type Recognised, recognise } from '../../../models/recognise.ts';
import { checkpointFiles } from './files.ts';

export interface Inspection {
  readonly format: string;
  /** A released network's name; the family's where its size was never released; absent where it is of none. */
  readonly network?: string;
  readonly naming?: string;
  /** The copy of the weights that is read, and every copy that there is. */
  readonly variant: Variant;
  readonly variants: readonly Variant[];
  /** Tensors that belong to none of the copies. */
  readonly others: number;
  /** What the file says of itself. */
  readonly metadata: Readonly<Record<string, string>>;
  /** All, by their names in the file. */
  readonly tensors: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly offset: number;
    readonly bytes: number;
  }[];
}

/**
 * What a checkpoint holds, and, where its weights fit a network without a name missing or left over, which; else why not.
 * `wanted` asks for another copy of the weights than the usual one.
 */
export function inspect(
  path: string,
  wanted?: string,
): { inspection: Inspection; recognised?: Recognised; problem?: string } {
  const file = openCheckpoint(checkpointFiles(path));
  const { tensors, variant, variants, others } = variantWeights(file, wanted);
  const { recognised, problem } = fitting(tensors);
  const family = recognised?.task === 'classification' ? 'efficientnet' : 'efficientdet';
  const inspection: Inspection = {
    format: file.format,
    ...(recognised && { network: recognised.network ?? family, naming: recognised.naming.id }),
    variant,
    variants,
    others,
    metadata: file.metadata,
    tensors: file.tensors.map(({ name, dtype, shape, offset, bytes }) => ({
      name,
      dtype,
      shape,
      offset,
      bytes,
    })),
  };
  return { inspection, ...(recognised && { recognised }), ...(problem !== undefined && { problem }) };
}

/** In words: the prefix that was taken off, the copy that is read, what else is there. Nothing where there is nothing to say. */
export function variantLines({
  variant,
  variants,
  others,
}: Pick<Inspection, 'variant' | 'variants' | 'others'>): string[] {
  const lines: string[] = [];
  if (variant.prefix !== '') lines.push(`The names stand behind “${variant.prefix}”, which is taken off.`);
  if (variants.length > 1) {
    const rest = variants.filter(({ id }) => id !== variant.id).map(({ id }) => `“${id}”`);
    lines.push(
      `The weights are “${variant.id}”${variant.average ? ', an average over the steps of the training' : ''}; the file also has ${rest.join(', ')} (--variant).`,
    );
  }
  if (others > 0) lines.push(`${others} other tensors, such as an optimizer’s state, are not read.`);
  return lines;
}

function fitting(tensors: NamedTensors): { recognised?: Recognised; problem?: string } {
  try {
    const recognised = recognise(tensors);
    planWeights(recognised.build(), tensors, recognised.naming);
    return { recognised };
  } catch (error) {
    if (error instanceof CheckpointError || error instanceof GraphError) return { problem: error.message };
    throw error;
  }
}
