import type { RunRecord } from '../../../models/study-run.ts';
import { runId } from './run-id.ts';

/**
 * The weights of a reader's own trainings, in this browser: each as the file that a reader saves. A database, not the private file system,
 * which pages over plain http do not have: a class trains over the local network.
 */
const database = 'study-runs';
const store = 'weights';

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

/** A training that is kept: its record and the file of its weights. */
export interface KeptRun {
  readonly record: Pick<RunRecord, 'depth' | 'width' | 'resolution' | 'task' | 'hash'>;
  readonly file: Blob;
}

/** Keeps the file of a training. False where the browser keeps nothing. */
export async function keepRunWeights(record: KeptRun['record'], file: Uint8Array): Promise<boolean> {
  const { depth, width, resolution, task, hash } = record;
  const kept: KeptRun = {
    record: { depth, width, resolution, task, hash },
    file: new Blob([file.slice()]),
  };
  return (await using('readwrite', (weights) => weights.put(kept, runId(hash)))) !== undefined;
}

/** Whether it is what this module writes: an older page, or somebody else, may have left anything. */
function isKept(value: unknown): value is KeptRun {
  if (typeof value !== 'object' || value === null || !('file' in value && 'record' in value)) return false;
  const { file, record } = value;
  if (!(file instanceof Blob) || typeof record !== 'object' || record === null) return false;
  const { task, resolution, hash } = record as Partial<KeptRun['record']>;
  return (task === 'easy' || task === 'whole') && Number(resolution) > 0 && typeof hash === 'string';
}

/** A training by its name in an address; undefined where it is not kept here. */
export async function keptRun(id: string): Promise<KeptRun | undefined> {
  const found: unknown = await using('readonly', (weights) => weights.get(id));
  return isKept(found) ? found : undefined;
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
