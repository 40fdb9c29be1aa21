import { CheckpointError } from '../../../../models/checkpoints/checkpoint-error.ts';
import { EngineError } from '../../../engine/protocol/error.ts';
import { isFileFailure } from '../../../engine/protocol/failure.ts';
import { failureSentence } from '../engine.ts';
import { checkpointSentence } from './checkpoint.ts';

/** What of an error a person can mend, as a sentence; undefined for an error of the program. */
export function errorSentence(error: unknown): string | undefined {
  if (error instanceof CheckpointError) return checkpointSentence(error.fault);
  if (!(error instanceof EngineError)) return undefined;
  const { failure } = error;
  return isFileFailure(failure) ? checkpointSentence(failure.fault) : failureSentence(failure);
}
