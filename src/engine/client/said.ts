import { failureSentence } from '../../words/en/engine.ts';
import { EngineError } from '../protocol/error.ts';
import { type EngineFailure, type Failure, isFileFailure } from '../protocol/failure.ts';

/** A failure as the page throws it: its message is a sentence for the reader. With `anySaid` the one place where an error becomes words. */
export function said(failure: EngineFailure, options?: ErrorOptions): EngineError {
  return new EngineError(failure, failureSentence(failure), options);
}

/** The same for any failure. The sentences about files are fetched with the first of them: most readers open none of their own. */
export async function anySaid(failure: Failure): Promise<EngineError> {
  if (!isFileFailure(failure)) return said(failure);
  const { checkpointSentence } = await import('../../words/en/refusals/checkpoint.ts');
  return new EngineError(failure, checkpointSentence(failure.fault));
}
