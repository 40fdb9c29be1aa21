/**
 * Where downloaded weights are kept: the browser's private file system (OPFS), one folder a checkpoint, one file for each of its files.
 * Unlike the Cache API it takes bytes as they come, so an unfinished download can be continued, and it was measured to be faster: 100 MB
 * in Chromium, written in 0.4 s against 1.2 s, read in 0.1 s against 0.9 s. A folder with a record is whole and was checked; without one
 * it is unfinished.
 * This part is small and runs on the page as well as in the worker. The whole site, which a reader may keep for use without a network
 * (`src/keep`), lies elsewhere: there a service worker has to answer with responses, and it answers the worker's requests, too.
 */
export interface StoredCheckpoint {
  /** Its card's id, or its entry's in the catalogue. */
  readonly id: string;
  /** Bytes kept. */
  readonly bytes: number;
  /** False for a download that was broken off or cancelled: it can be continued. */
  readonly whole: boolean;
  /** It comes with the site. */
  readonly ships?: true;
}

/** Whose checkpoint it is: the site's own, or one that the catalogue says where to find. */
export type Shelf = 'site' | 'catalogue';

/** Where one checkpoint is kept. */
export interface Place {
  readonly shelf: Shelf;
  readonly id: string;
}

const shelves: Readonly<Record<Shelf, string>> = { site: 'site-checkpoints', catalogue: 'checkpoints' };
/** Written last, when every file has been checked. */
export const recordName = 'record.json';

/** In which the site's weights were kept before, in the browser's Cache API. */
const formerCache = 'phiscope-weights-1';
let isCleared = false;

/** Takes away what visits of before have left there; nothing reads it any more. Not all browsers have caches, or let a page see them. */
async function clearFormerCache(): Promise<void> {
  if (isCleared) return;
  isCleared = true;
  try {
    await caches.delete(formerCache);
  } catch {
    // Then there is nothing of it, either.
  }
}

/** Whether the file system says that something is not there. */
const isMissing = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'NotFoundError';

/** The folder of all checkpoints of a shelf; null where the browser keeps no files (private windows, insecure addresses). */
async function folderOfShelf(shelf: Shelf): Promise<FileSystemDirectoryHandle | null> {
  void clearFormerCache();
  try {
    const files = await navigator.storage.getDirectory();
    return await files.getDirectoryHandle(shelves[shelf], { create: true });
  } catch {
    return null;
  }
}

/** The folder of a checkpoint, made where there is none; null where nothing can be kept. */
export async function folderOf({ shelf, id }: Place): Promise<FileSystemDirectoryHandle | null> {
  try {
    return (await (await folderOfShelf(shelf))?.getDirectoryHandle(id, { create: true })) ?? null;
  } catch {
    return null;
  }
}

/** What a checkpoint's folder holds; null where it was deleted while it was looked at, by this window or another one. */
export async function heldIn(
  folder: FileSystemDirectoryHandle,
): Promise<{ bytes: number; whole: boolean } | null> {
  let bytes = 0;
  let whole = false;
  try {
    for await (const file of folder.values()) {
      if (file.kind !== 'file') continue;
      if (file.name === recordName) whole = true;
      else bytes += (await (file as FileSystemFileHandle).getFile()).size;
    }
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  return { bytes, whole };
}

async function storedOn(shelf: Shelf): Promise<readonly StoredCheckpoint[]> {
  const found: StoredCheckpoint[] = [];
  for await (const handle of (await folderOfShelf(shelf))?.values() ?? []) {
    if (handle.kind !== 'directory') continue;
    const held = await heldIn(handle as FileSystemDirectoryHandle);
    if (held === null || held.bytes === 0) continue;
    found.push({ id: handle.name, ...held, ...(shelf === 'site' && { ships: true }) });
  }
  return found.sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Everything that is kept, the catalogue's first, each by id. An empty list where the browser keeps nothing. */
export async function storedCheckpoints(): Promise<readonly StoredCheckpoint[]> {
  return [...(await storedOn('catalogue')), ...(await storedOn('site'))];
}

/** Forgets one checkpoint. False where it is in use: it is being downloaded or read, in this window or in another one. */
export async function forget({ shelf, id }: Place): Promise<boolean> {
  try {
    await (await folderOfShelf(shelf))?.removeEntry(id, { recursive: true });
  } catch (error) {
    return isMissing(error);
  }
  return true;
}

/** Forgets a checkpoint of the catalogue. False where it is in use. */
export const forgetCheckpoint = (id: string): Promise<boolean> => forget({ shelf: 'catalogue', id });

/** Forgets all that come with the site: many stand on one of them. False where one is in use, which is kept. */
export async function forgetShipped(): Promise<boolean> {
  const forgotten = await Promise.all(
    (await storedOn('site')).map(({ id }) => forget({ shelf: 'site', id })),
  );
  return !forgotten.includes(false);
}

/** What the browser says it can still keep for this site, in bytes; undefined where it does not say. */
export async function roomLeft(): Promise<number | undefined> {
  try {
    const { quota, usage } = await navigator.storage.estimate();
    return quota === undefined || usage === undefined ? undefined : Math.max(0, quota - usage);
  } catch {
    return undefined;
  }
}
