import { failureSentence } from '../../words/en/engine.ts';
import { EngineError } from '../protocol/error.ts';
import { type EngineFailure, type Failure, isRefusal } from '../protocol/failure.ts';

/** A failure as the page throws it: its message is a sentence for the reader. With `anySaid` the one place where an error becomes words. */
export function said(failure: EngineFailure, options?: ErrorOptions): EngineError {
  return new EngineError(failure, failureSentence(failure), options);
}

/** The same for any failure. Sentences of refusals are fetched with the first of them: most readers meet none. */
export async function anySaid(failure: Failure): Promise<EngineError> {
  if (!isRefusal(failure)) return said(failure);
  const { refusalSentence } = await import('../../words/en/refusals/refusal.ts');
  return new EngineError(failure, refusalSentence(failure));
}
