import { CheckpointError } from '../../../models/checkpoints/checkpoint-error.ts';
import type { NamedTensors } from '../../../models/checkpoints/formats/named-tensors.ts';
import { openCheckpoint } from '../../../models/checkpoints/formats/open.ts';
import { planWeights } from '../../../models/checkpoints/naming/match.ts';
import { GraphError } from '../../../models/graph/graph.ts';
import { type Recognised, recognise } from '../../../models/recognise.ts';
import { checkpointFiles } from './files.ts';

export interface Inspection {
  readonly format: string;
  /** A released network's name; the family's where its size was never released; absent where it is of none. */
  readonly network?: string;
  readonly naming?: string;
  readonly tensors: readonly {
    readonly name: string;
    readonly dtype: string;
    readonly shape: readonly number[];
    readonly offset: number;
    readonly bytes: number;
  }[];
}

/** What a checkpoint holds, and, where its weights fit a network without a name missing or left over, which; else why not. */
export function inspect(path: string): { inspection: Inspection; recognised?: Recognised; problem?: string } {
  const tensors = openCheckpoint(checkpointFiles(path));
  const listed = tensors.tensors.map(({ name, dtype, shape, offset, bytes }) => ({
    name,
    dtype,
    shape,
    offset,
    bytes,
  }));
  const { recognised, problem } = fitting(tensors);
  if (recognised === undefined)
    return {
      inspection: { format: tensors.format, tensors: listed },
      ...(problem !== undefined && { problem }),
    };
  const family = recognised.task === 'classification' ? 'efficientnet' : 'efficientdet';
  const network = recognised.network ?? family;
  return {
    inspection: { format: tensors.format, network, naming: recognised.naming.id, tensors: listed },
    recognised,
  };
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
