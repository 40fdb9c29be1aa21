import type { ArchiveFaults } from './faults/archives.ts';
import type { BundleFaults } from './faults/bundles.ts';
import type { FileFaults } from './faults/files.ts';
import type { NetworkFaults } from './faults/networks.ts';
import type { TensorFaults } from './faults/tensors.ts';
import type { TfjsFaults } from './faults/tfjs.ts';
import type { TorchFaults } from './faults/torch.ts';

/** Everything that a checkpoint is refused for: each code with its facts. The words (`src/words`) have a sentence for every one. */
export interface CheckpointFaults
  extends FileFaults,
    ArchiveFaults,
    TensorFaults,
    BundleFaults,
    TfjsFaults,
    TorchFaults,
    NetworkFaults {}

/** One fault: its code, and beside it what a sentence needs. Names stand as the file has them, however long. */
export type CheckpointFault<Code extends keyof CheckpointFaults = keyof CheckpointFaults> = {
  readonly [Each in Code]: { readonly code: Each } & CheckpointFaults[Each];
}[Code];

/**
 * A checkpoint that cannot be used. Every reader of `models/checkpoints` refuses a file with this error and with no other. Its message is
 * its facts; what a person reads is made of them in the reader's language.
 */
export class CheckpointError extends Error {
  override name = 'CheckpointError';
  readonly fault: CheckpointFault;

  constructor(fault: CheckpointFault) {
    super(JSON.stringify(fault));
    this.fault = fault;
  }
}
