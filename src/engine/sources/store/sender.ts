import type { KnownFile } from '../../../../models/checkpoints/known-file.ts';
import type { EngineError } from '../../protocol/error.ts';
import type { HashCheck } from './hash.ts';

/** Whose files these are: how they are asked for, and what a reader is told where one does not come, or not as it should. */
export interface Sender {
  /** Whether what comes damaged is thrown away and asked for once more, `again` past every cache on the way. */
  readonly twice: boolean;
  /** What a request says. */
  asks(again: boolean): RequestInit;
  /** A file whose hash the host has to tell first, with that hash. */
  hashed?(file: KnownFile, signal: AbortSignal | undefined): Promise<KnownFile>;
  noAnswer(file: KnownFile, error: unknown): Promise<EngineError>;
  refused(file: KnownFile, response: Response): EngineError;
  /** The connection ended on the way; `kept`: what has come is there when it is tried again. */
  brokenOff(loaded: number, total: number, kept: boolean): EngineError;
  /** The answer ended early without an error. */
  tooShort(loaded: number, total: number): EngineError;
  tooLong(limit: number): EngineError;
  wrongHash(file: KnownFile, check: HashCheck): EngineError;
  /** The browser's store has no room for all of so many bytes. Where nothing is said of that, files are used without being kept. */
  noRoom?(needed: number): Promise<EngineError>;
}
