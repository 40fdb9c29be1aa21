import { CheckpointError } from '../../../../models/checkpoints/checkpoint-error.ts';
import { GraphError } from '../../../../models/graph/graph.ts';
import { EngineError } from '../../../engine/protocol/error.ts';
import { isRefusal } from '../../../engine/protocol/failure.ts';
import { failureSentence } from '../engine.ts';
import { checkpointSentence } from './checkpoint.ts';
import { graphSentence } from './graph.ts';
import { refusalSentence } from './refusal.ts';

/** What of an error a person can mend, as a sentence; undefined for an error of the program. */
export function errorSentence(error: unknown): string | undefined {
  if (error instanceof CheckpointError) return checkpointSentence(error.fault);
  if (error instanceof GraphError) return graphSentence(error.fault);
  if (!(error instanceof EngineError)) return undefined;
  const { failure } = error;
  return isRefusal(failure) ? refusalSentence(failure) : failureSentence(failure);
}
