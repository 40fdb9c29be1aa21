import type { WeightsReason } from '../protocol/download-failure.ts';
import { cancelled, EngineError, throwIfCancelled } from '../protocol/error.ts';
import { digest } from './digest/digest.ts';

/** A file that is known before it is fetched. */
export interface KnownFile {
  readonly url: string;
  /** What it is, for messages: “EfficientNet-B0”. */
  readonly title: string;
  readonly bytes: number;
  /** Hexadecimal. */
  readonly sha256: string;
}

export interface FetchOptions {
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: { loaded: number; total: number; cached: boolean }) => void;
}

const cacheName = 'phiscope-weights-1';

/** The browser's cache of checked files; null where there is none (private windows, insecure addresses). */
async function openCache(): Promise<Cache | null> {
  try {
    return typeof caches === 'undefined' ? null : await caches.open(cacheName);
  } catch {
    return null;
  }
}

/** Where a file lies in the cache: by its content, so that another version is another entry. */
function keyOf(file: KnownFile): string {
  const key = new URL(file.url, globalThis.location?.href);
  key.search = `?sha256=${file.sha256}`;
  key.hash = '';
  return key.href;
}

/** The bytes from the cache if they are there and still right; a damaged entry is dropped. */
async function fromCache(cache: Cache | null, file: KnownFile): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    const hit = await cache?.match(keyOf(file));
    if (hit === undefined) return null;
    const bytes = new Uint8Array(await hit.arrayBuffer());
    if (bytes.byteLength === file.bytes && (await digest('SHA-256', bytes)) === file.sha256) return bytes;
    await cache?.delete(keyOf(file));
  } catch {
    // A cache that cannot be read is as good as an empty one.
  }
  return null;
}

/** Caching is a courtesy: a full disk or a private window must not stop a network that is already here. */
async function toCache(cache: Cache | null, file: KnownFile, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
  try {
    await cache?.put(
      keyOf(file),
      new Response(bytes, { headers: { 'Content-Type': 'application/octet-stream' } }),
    );
  } catch {
    // Next time it is downloaded again.
  }
}

/** An error on the way from the server. */
function unreachable({ title }: KnownFile, because: WeightsReason): EngineError {
  return new EngineError({ code: 'download', what: 'weights', title, because });
}

function damaged(
  { title, bytes }: KnownFile,
  because: 'more' | 'less' | 'hash',
  loaded: number = bytes,
): EngineError {
  return new EngineError({ code: 'integrity', what: 'weights', title, because, loaded, total: bytes });
}

async function respond(file: KnownFile, fresh: boolean, signal: AbortSignal | undefined): Promise<Response> {
  try {
    const init: RequestInit = { credentials: 'omit', cache: fresh ? 'reload' : 'default' };
    return await fetch(file.url, signal === undefined ? init : { ...init, signal });
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    throw unreachable(file, { is: 'noAnswer', said: error instanceof Error ? error.message : null });
  }
}

async function download(
  file: KnownFile,
  fresh: boolean,
  options: FetchOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const { signal, onProgress } = options;
  const total = file.bytes;
  onProgress?.({ loaded: 0, total, cached: false });
  const response = await respond(file, fresh, signal);
  if (!response.ok || response.body === null)
    throw unreachable(file, {
      is: 'status',
      status: response.status,
      statusText: response.statusText,
    });
  const bytes = new Uint8Array(total);
  let loaded = 0;
  const reader = response.body.getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      if (loaded + value.byteLength > total) throw damaged(file, 'more');
      bytes.set(value, loaded);
      loaded += value.byteLength;
      onProgress?.({ loaded, total, cached: false });
    }
  } catch (error) {
    if (signal?.aborted) throw cancelled();
    if (error instanceof EngineError) throw error;
    throw unreachable(file, { is: 'brokenOff', loaded, total });
  } finally {
    reader.cancel().catch(() => {});
  }
  if (loaded !== total) throw damaged(file, 'less', loaded);
  const found = await digest('SHA-256', bytes);
  throwIfCancelled(signal);
  if (found !== file.sha256) throw damaged(file, 'hash');
  return bytes;
}

/**
 * The bytes of a known file: from the browser's cache if they are there, else from the network. They are always held against the
 * file's size and SHA-256, after the download, before they are cached, and again when they come from the cache; a damaged
 * download is tried once more past every cache on the way. Throws `EngineError` (`download`, `integrity`, `cancelled`).
 */
export async function fetchKnown(
  file: KnownFile,
  options: FetchOptions = {},
): Promise<Uint8Array<ArrayBuffer>> {
  const cache = await openCache();
  const kept = await fromCache(cache, file);
  throwIfCancelled(options.signal);
  if (kept !== null) {
    options.onProgress?.({ loaded: file.bytes, total: file.bytes, cached: true });
    return kept;
  }
  const bytes = await download(file, false, options).catch((error: unknown) => {
    if (error instanceof EngineError && error.code === 'integrity') return download(file, true, options);
    throw error;
  });
  await toCache(cache, file, bytes);
  return bytes;
}
