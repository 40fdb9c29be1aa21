import type { NamedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { planWeights } from '../../../models/checkpoints/naming/match.ts';
import { type Variant, variantWeights } from '../../../models/checkpoints/variants.ts';
import { type Recognised, recognise } from '../../../models/recognise.ts';
import { errorSentence } from '../../words/en/refusals/error.ts';
import { variantSentences } from '../../words/en/variants.ts';
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
  const inspection: Inspection = {
    format: file.format,
    ...(recognised && { network: recognised.network ?? recognised.family, naming: recognised.naming.id }),
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

/** Which copy is read and what else there is, with the option that reads another; nothing where there is nothing to say. */
export function variantLines(copies: Pick<Inspection, 'variant' | 'variants' | 'others'>): readonly string[] {
  const lines = variantSentences(copies);
  return copies.variants.length > 1 ? [...lines, '--variant NAME reads another copy.'] : lines;
}

function fitting(tensors: NamedTensors): { recognised?: Recognised; problem?: string } {
  try {
    const recognised = recognise(tensors);
    planWeights(recognised.build(), tensors, recognised.naming);
    return { recognised };
  } catch (error) {
    const problem = errorSentence(error);
    if (problem === undefined) throw error;
    return { problem };
  }
}
