import type { Refusal } from '../../../engine/protocol/failure.ts';
import { checkpointSentence } from './checkpoint.ts';
import { graphSentence } from './graph.ts';

/** Why a checkpoint or a graph is refused, for a person. */
export const refusalSentence = (refusal: Refusal): string =>
  refusal.code === 'checkpoint' ? checkpointSentence(refusal.fault) : graphSentence(refusal.fault);
