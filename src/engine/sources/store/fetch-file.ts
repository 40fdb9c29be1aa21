import type { CatalogueFile } from '../../../../models/checkpoints/catalogue.ts';
import { cancelled, EngineError } from '../../protocol/error.ts';
import {
  brokenOff,
  noAnswer,
  refusedByHost,
  type Subject,
  tooLong,
  tooShort,
} from '../catalogue/failures.ts';
import type { Draft } from './draft.ts';

export interface FetchFileOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes of this file that are here. */
  readonly onBytes?: (bytes: number) => void;
  /** Whether an unfinished draft outlives an error. */
  readonly kept: boolean;
}

/** What a file may not be longer than: where its size was never read, twice what the library writes today. */
const limitOf = ({ bytes, bytesAbout = 0 }: CatalogueFile) => bytes ?? 2 * bytesAbout;
export const likelySize = ({ bytes, bytesAbout = 0 }: CatalogueFile) => bytes ?? bytesAbout;

/**
 * Fetches what a draft still lacks of a file. Where bytes are there already the host is asked for the rest (HTTP Range); one that
 * ignores this and sends everything (200 instead of 206) is taken at its word, and the draft starts again. Nothing is
 * checked here but the length. Throws `EngineError`: `download`, `integrity`, `cancelled`.
 */
export async function fetchFile(
  draft: Draft,
  file: CatalogueFile,
  title: string,
  options: FetchFileOptions,
): Promise<void> {
  const subject: Subject = { title, url: file.url };
  if (file.bytes !== undefined && draft.size > file.bytes) draft.clear();
  if (file.bytes !== undefined && draft.size === file.bytes) return;
  const response = await answer(draft, subject, options.signal);
  // 416: there is nothing behind what is here. The hash will tell whether that is all of it.
  if (response.status === 416 && draft.size > 0) return;
  if (!response.ok || response.body === null) throw refusedByHost(subject, response.status);
  if (response.status !== 206 || !continues(response, draft.size)) {
    if (response.status === 206) throw refusedByHost(subject, 206);
    draft.clear();
  }
  await drain(response.body, draft, file, subject, options);
  if (file.bytes !== undefined && draft.size < file.bytes) throw tooShort(subject, draft.size, file.bytes);
}

async function answer(draft: Draft, subject: Subject, signal: AbortSignal | undefined): Promise<Response> {
  const init: RequestInit = {
    credentials: 'omit',
    referrerPolicy: 'no-referrer',
    // The site keeps what is good itself; the browser need not keep it a second time.
    cache: 'no-store',
    ...(signal !== undefined && { signal }),
  };
  if (draft.size > 0) {
    try {
      return await fetch(subject.url, { ...init, headers: { Range: `bytes=${draft.size}-` } });
    } catch {
      // A host may refuse the header from other sites' pages; then everything is fetched again.
      if (signal?.aborted) throw cancelled();
    }
  }
  try {
    return await fetch(subject.url, init);
  } catch {
    if (signal?.aborted) throw cancelled();
    throw await noAnswer(subject);
  }
}

/** Whether a partial answer begins where the draft ends; hosts that do not let pages read this are believed. */
function continues(response: Response, size: number): boolean {
  const start = /^bytes (\d+)-/.exec(response.headers.get('Content-Range') ?? '')?.[1];
  return start === undefined || Number(start) === size;
}

async function drain(
  body: ReadableStream<Uint8Array>,
  draft: Draft,
  file: CatalogueFile,
  subject: Subject,
  { signal, onBytes, kept }: FetchFileOptions,
): Promise<void> {
  const limit = limitOf(file);
  const reader = body.getReader();
  onBytes?.(draft.size);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (signal?.aborted) throw cancelled();
      if (draft.size + value.byteLength > limit) {
        draft.clear();
        throw tooLong(subject, limit);
      }
      draft.append(value);
      onBytes?.(draft.size);
    }
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    if (error instanceof EngineError) throw error;
    if (isQuota(error)) throw error;
    throw brokenOff(subject, draft.size, likelySize(file), kept);
  } finally {
    reader.cancel().catch(() => {});
  }
}

/** Whether an error says that the browser's store is full. */
export function isQuota(error: unknown): boolean {
  return error instanceof Error && error.name === 'QuotaExceededError';
}
