import { failureSentence } from '../../words/en/engine.ts';
import { EngineError } from '../protocol/error.ts';
import type { Failure } from '../protocol/failure.ts';

/** A failure as the page throws it: its message is a sentence for the reader. The one place where an error becomes words. */
export function said(failure: Failure, options?: ErrorOptions): EngineError {
  return new EngineError(failure, failureSentence(failure), options);
}
