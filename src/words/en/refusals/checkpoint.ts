import type { CheckpointFault, CheckpointFaults } from '../../../../models/checkpoints/checkpoint-error.ts';
import { archives } from './archives.ts';
import { bundles } from './bundles.ts';
import { files } from './files.ts';
import { networks } from './networks.ts';
import type { Sentences } from './sentence.ts';
import { tensors } from './tensors.ts';
import { tfjs } from './tfjs.ts';
import { torch } from './torch.ts';

/** Every code has its sentence here, or this does not compile. */
const sentences: Sentences<CheckpointFaults> = {
  ...files,
  ...archives,
  ...tensors,
  ...bundles,
  ...tfjs,
  ...torch,
  ...networks,
};

/** Why a checkpoint cannot be used, for a person: what happened, what it means and what to do about it. */
export function checkpointSentence<Code extends keyof CheckpointFaults>(
  fault: CheckpointFault<Code>,
): string {
  return sentences[fault.code](fault);
}
