import type { Tuning } from '../../plan/tiling.ts';

/** Where tilings that were measured are kept, by the adapter that they were measured on. */
export interface TuningStore {
  /** What is known of an adapter; nothing where nothing can be read. */
  read(adapter: string): Promise<Tuning>;
  /** Keeps it; where nothing can be kept, it is measured again on the next page. */
  write(adapter: string, tuning: Tuning): Promise<void>;
}

const storeName = 'tilings';

const settled = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

async function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('engine', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(storeName);
  return settled(request);
}

/** Whether it is what this module writes: an older page, or somebody else, may have left anything. */
function isEntries(value: unknown): value is readonly (readonly [string, string])[] {
  return (
    Array.isArray(value) &&
    value.every(
      (each) => Array.isArray(each) && each.length === 2 && each.every((part) => typeof part === 'string'),
    )
  );
}

/** What a store's value comes to: nothing where it is not of this module's making. */
export const tuningOf = (value: unknown): Tuning => new Map(isEntries(value) ? value : []);

async function using<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T | undefined> {
  try {
    const database = await open();
    try {
      return await settled(work(database.transaction(storeName, mode).objectStore(storeName)));
    } finally {
      database.close();
    }
  } catch {
    // Private windows and full disks keep nothing.
    return undefined;
  }
}

/** In this browser. Undefined where it has no database, as in Node. */
export const storedTunings: TuningStore | undefined =
  typeof indexedDB === 'undefined'
    ? undefined
    : {
        read: async (adapter) => tuningOf(await using('readonly', (store) => store.get(adapter))),
        write: async (adapter, tuning) => {
          await using('readwrite', (store) => store.put([...tuning], adapter));
        },
      };
