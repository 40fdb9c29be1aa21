import { CheckpointError } from '../../../models/checkpoints/checkpoint-error.ts';
import { GraphError } from '../../../models/graph/graph.ts';
import type { Failure, FailureCode } from './failure.ts';

/**
 * Every error that the engine raises: a failure, as facts. In the worker its message is the facts themselves; on the page it is
 * the sentence that `engine/client` makes of them, for a person.
 */
export class EngineError extends Error {
  override name = 'EngineError';
  readonly failure: Failure;

  constructor(failure: Failure, message = JSON.stringify(failure), options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }

  get code(): FailureCode {
    return this.failure.code;
  }
}

/** The error of a run or a download that the caller stopped. */
export function cancelled(): EngineError {
  return new EngineError({ code: 'cancelled' });
}

/** Throws `cancelled()` once the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

/** What any thrown value comes to. */
export function failureOf(error: unknown): Failure {
  if (error instanceof EngineError) return error.failure;
  if (error instanceof DOMException && error.name === 'AbortError') return { code: 'cancelled' };
  if (error instanceof CheckpointError) return { code: 'checkpoint', what: 'refused', fault: error.fault };
  if (error instanceof GraphError) return { code: 'graph', what: 'refused', fault: error.fault };
  const said = error instanceof Error ? error.message : String(error);
  return { code: 'internal', what: 'unforeseen', said };
}
