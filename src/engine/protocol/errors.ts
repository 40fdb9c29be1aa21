/** What went wrong, for a figure that reacts differently to each; the message is always a sentence for a person. */
export type EngineErrorCode =
  | 'cancelled'
  | 'backend'
  | 'device'
  | 'download'
  | 'integrity'
  | 'storage'
  | 'checkpoint'
  | 'graph'
  | 'memory'
  | 'picture'
  | 'camera'
  | 'disposed'
  | 'internal';

/** Every error that the engine raises: what happened, what it means and what to do, as one message. */
export class EngineError extends Error {
  override name = 'EngineError';
  readonly code: EngineErrorCode;

  constructor(code: EngineErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/** The error of a run or a download that the caller stopped. */
export function cancelled(): EngineError {
  return new EngineError('cancelled', 'Cancelled.');
}

/** Throws `cancelled()` once the signal has fired. */
export function throwIfCancelled(signal: AbortSignal | undefined): void {
  if (signal?.aborted) throw cancelled();
}

/** Any thrown value as an EngineError; foreign errors keep their message under `code`. */
export function asEngineError(error: unknown, code: EngineErrorCode = 'internal'): EngineError {
  if (error instanceof EngineError) return error;
  if (error instanceof DOMException && error.name === 'AbortError') return cancelled();
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof Error && error.name === 'GraphError')
    return new EngineError('graph', message, { cause: error });
  if (error instanceof Error && error.name === 'CheckpointError')
    return new EngineError('checkpoint', message, { cause: error });
  return new EngineError(code, message, { cause: error });
}
