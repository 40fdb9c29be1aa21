/**
 * The weights of a reader's own trainings, in this browser: each as the file that a reader saves. A database, not the private file system,
 * which pages over plain http do not have: a class trains over the local network.
 */
const database = 'study-runs';
const store = 'weights';

/** What a training is called in an address: by its weights. */
export const runId = (hash: string): string => `${opening}${hash.slice(0, 16)}`;
const opening = 'run-';

export const isRunId = (id: string): boolean => id.startsWith(opening);

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function using<T>(
  mode: IDBTransactionMode,
  work: (weights: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const request = indexedDB.open(database, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(store);
    const opened = await settled(request);
    try {
      return await settled(work(opened.transaction(store, mode).objectStore(store)));
    } finally {
      opened.close();
    }
  } catch {
    // Private windows and full disks keep nothing.
    return undefined;
  }
}

/** Keeps the file of a training. False where the browser keeps nothing. */
export async function keepRunWeights(hash: string, file: Uint8Array): Promise<boolean> {
  const blob = new Blob([file.slice()]);
  return (await using('readwrite', (weights) => weights.put(blob, runId(hash)))) !== undefined;
}

/** The file of a training by its name in an address; undefined where it is not kept here. */
export async function keptRunWeights(id: string): Promise<Blob | undefined> {
  const found: unknown = await using('readonly', (weights) => weights.get(id));
  return found instanceof Blob ? found : undefined;
}

/** The names of all that are kept. */
export async function keptRunIds(): Promise<ReadonlySet<string>> {
  const found = await using('readonly', (weights) => weights.getAllKeys());
  return new Set(found?.map(String));
}

/** Forgets all of them. */
export async function forgetRunWeights(): Promise<void> {
  await using('readwrite', (weights) => weights.clear() as IDBRequest<undefined>);
}
