import { type KnownFile, likelySize } from '../../../../models/checkpoints/known-file.ts';
import { cancelled, EngineError } from '../../protocol/error.ts';
import { type Draft, isQuota } from './draft.ts';
import type { Sender } from './sender.ts';

export interface FetchFileOptions {
  readonly signal?: AbortSignal | undefined;
  /** Bytes of this file that are here. */
  readonly onBytes: (bytes: number) => void;
  /** Past every cache on the way. */
  readonly again: boolean;
}

/**
 * Fetches what a draft still lacks of a file. Where bytes are there already the host is asked for the rest (HTTP Range); one that
 * ignores this and sends everything (200 instead of 206) is taken at its word, and the draft starts again. Nothing is
 * checked here but the length. Throws `EngineError`: `download`, `integrity`, `cancelled`; a `QuotaExceededError` of the draft.
 */
export async function fetchFile(
  draft: Draft,
  file: KnownFile,
  sender: Sender,
  options: FetchFileOptions,
): Promise<void> {
  if (file.bytes !== undefined && draft.size > file.bytes) draft.clear();
  if (file.bytes !== undefined && draft.size === file.bytes) return;
  const response = await answer(draft, file, sender, options);
  // 416: there is nothing behind what is here. The hash will tell whether that is all of it.
  if (response.status === 416 && draft.size > 0) return;
  if (!response.ok || response.body === null) throw sender.refused(file, response);
  if (response.status !== 206 || !continues(response, draft.size)) {
    if (response.status === 206) throw sender.refused(file, response);
    draft.clear();
  }
  await drain(response.body, draft, file, sender, options);
  if (file.bytes !== undefined && draft.size < file.bytes) throw sender.tooShort(draft.size, file.bytes);
}

async function answer(
  draft: Draft,
  file: KnownFile,
  sender: Sender,
  { again, signal }: FetchFileOptions,
): Promise<Response> {
  const init: RequestInit = { ...sender.asks(again), ...(signal !== undefined && { signal }) };
  if (draft.size > 0) {
    try {
      return await fetch(file.url, { ...init, headers: { Range: `bytes=${draft.size}-` } });
    } catch {
      // A host may refuse the header from other sites' pages; then everything is fetched again.
      if (signal?.aborted) throw cancelled();
    }
  }
  try {
    return await fetch(file.url, init);
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    throw await sender.noAnswer(file, error);
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
  file: KnownFile,
  sender: Sender,
  { signal, onBytes }: FetchFileOptions,
): Promise<void> {
  // Where its size was never read: twice what the library writes today.
  const limit = file.bytes ?? 2 * likelySize([file]);
  const reader = body.getReader();
  onBytes(draft.size);
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      if (signal?.aborted) throw cancelled();
      if (draft.size + value.byteLength > limit) {
        draft.clear();
        throw sender.tooLong(limit);
      }
      draft.append(value);
      onBytes(draft.size);
    }
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    if (error instanceof EngineError) throw error;
    if (isQuota(error)) throw error;
    throw sender.brokenOff(draft.size, likelySize([file]), draft.kept);
  } finally {
    reader.cancel().catch(() => {});
  }
}
