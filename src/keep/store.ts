import {
  type KeptList,
  keptListAddress,
  listPath,
  missingFrom,
  storedAddresses,
  versionPath,
} from './list.ts';

/** Why the site could not be kept. */
export type KeepFailure =
  /** The server did not answer, or broke off; what has come stays stored. */
  | { readonly what: 'unreachable' }
  /** The server answered something else than the build's file. */
  | { readonly what: 'differs'; readonly path: string }
  /** This copy of the site has no list. */
  | { readonly what: 'no-list' }
  /** The browser's store is full. */
  | { readonly what: 'full'; readonly bytes: number }
  /** The browser stores nothing here, or starts no worker. */
  | { readonly what: 'refused' };

/** A failure on its way to whoever tells the reader. */
export class KeepError extends Error {
  override name = 'KeepError';
  readonly failure: KeepFailure;
  constructor(failure: KeepFailure) {
    super(failure.what);
    this.failure = failure;
  }
}

/** What of the browser's `Cache` is used. */
export type Store = Pick<Cache, 'match' | 'put' | 'keys' | 'delete'>;

/** Files that are fetched and stored side by side: most of the time goes into waiting for the store. */
const together = 8;

/** Headers that speak of how a file came, not of what it is. */
const ofTransport = ['content-encoding', 'content-length', 'transfer-encoding', 'vary'];

/** The list that the server has now. Throws `KeepError`. */
export async function publishedList(root: string): Promise<KeptList> {
  const list = await published(root + listPath);
  if (typeof list?.version !== 'string' || typeof list.files !== 'object')
    throw new KeepError({ what: 'no-list' });
  return list as KeptList;
}

/** The version that the server has now; undefined where it cannot be asked. */
export async function publishedVersion(root: string): Promise<string | undefined> {
  if (navigator.onLine === false) return undefined;
  const found = await published(root + versionPath).catch(() => undefined);
  return typeof found?.version === 'string' ? found.version : undefined;
}

async function published(address: string): Promise<Partial<KeptList> | undefined> {
  const response = await fetch(address, { cache: 'no-store' }).catch(() => {
    throw new KeepError({ what: 'unreachable' });
  });
  return response.ok ? response.json().catch(() => undefined) : undefined;
}

/** The list of what is kept; undefined where nothing is. */
export async function keptList(root: string, store: Pick<Store, 'match'>): Promise<KeptList | undefined> {
  return (await store.match(keptListAddress(root)))?.json();
}

/** The addresses under which anything is stored. */
export async function stored(store: Pick<Store, 'keys'>): Promise<Set<string>> {
  return new Set((await store.keys()).map(({ url }) => url));
}

/** How to fill a store. */
export interface Filling {
  readonly root: string;
  readonly list: KeptList;
  readonly store: Store;
  readonly signal: AbortSignal;
  /** Hears how many bytes have come, of how many that were missing. */
  onProgress(loaded: number, total: number): void;
}

/**
 * Fetches what of a list is missing, holds each file against its hash, and then makes the list that of what is kept: until that moment
 * what was kept before is. Throws `KeepError`, and the signal's reason where it was stopped.
 */
export async function fill({ root, list, store, signal, onProgress }: Filling): Promise<void> {
  const missing = missingFrom(await stored(store), root, list);
  const total = missing.reduce((sum, { bytes }) => sum + bytes, 0);
  let loaded = 0;
  const hear = (bytes: number) => {
    loaded += bytes;
    onProgress(loaded, total);
  };
  hear(0);
  const failed = new AbortController();
  const either = AbortSignal.any([signal, failed.signal]);
  const next = missing.values();
  const work = async () => {
    for (const file of next) {
      either.throwIfAborted();
      await put(store, file.address, await fetched(file, either, hear), total);
    }
  };
  try {
    await Promise.all(
      Array.from({ length: together }, () =>
        work().catch((error: unknown) => {
          failed.abort(error);
          throw error;
        }),
      ),
    );
  } finally {
    signal.throwIfAborted();
  }
  await put(store, keptListAddress(root), Response.json(list), total);
}

type Missing = ReturnType<typeof missingFrom>[number];

/** One file as the build left it. */
async function fetched(
  { path, address, sha256, bytes }: Missing,
  signal: AbortSignal,
  hear: (bytes: number) => void,
): Promise<Response> {
  const broken = () => {
    signal.throwIfAborted();
    throw new KeepError({ what: 'unreachable' });
  };
  const response = await fetch(address, { signal, cache: 'no-store' }).catch(broken);
  // The page for what is missing may come as what it is.
  if (response.status >= 500) broken();
  const content = new Uint8Array(bytes);
  let length = 0;
  const reader = response.body?.getReader();
  for (;;) {
    const { done, value } = (await reader?.read().catch(broken)) ?? { done: true };
    if (done || !value) break;
    if (length + value.length <= bytes) content.set(value, length);
    length += value.length;
    hear(Math.max(0, Math.min(value.length, bytes - (length - value.length))));
  }
  const digest = length === bytes ? await crypto.subtle.digest('SHA-256', content) : new ArrayBuffer();
  if (hexadecimal(digest) !== sha256) throw new KeepError({ what: 'differs', path });
  const headers = new Headers(response.headers);
  for (const name of ofTransport) headers.delete(name);
  return new Response(content, { headers });
}

const hexadecimal = (digest: ArrayBuffer) =>
  [...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

async function put(store: Store, address: string, response: Response, bytes: number): Promise<void> {
  try {
    await store.put(address, response);
  } catch {
    // A store refuses what it has no room for; some browsers give that error no name.
    throw new KeepError({ what: 'full', bytes });
  }
}

/** Takes out what is of no use to a list: files of builds that were kept before it. */
export async function sweep(
  root: string,
  list: KeptList,
  store: Pick<Store, 'keys' | 'delete'>,
): Promise<void> {
  const used = storedAddresses(root, list);
  for (const request of await store.keys()) if (!used.has(request.url)) await store.delete(request);
}
