import { type KeptList, missingFrom, storeName, workerPath } from './list.ts';
import {
  fill,
  KeepError,
  type KeepFailure,
  keptList,
  publishedList,
  publishedVersion,
  stored,
  sweep,
} from './store.ts';
import type { Ending, State } from './view.ts';

/** The site as a reader's browser keeps it: what is done to it, and how it then stands. */
export interface KeptSite {
  /** How it stands, as the browser and the server say. */
  look(): Promise<State>;
  /** Fetches what the server's build has and the browser has not, and makes it what is kept. Tells of each step; ends where it then stands. */
  keep(signal: AbortSignal, hear: (state: State) => void): Promise<State>;
  remove(): Promise<State>;
}

/** The site below this root. Only where there are service workers. */
export function keptSite(root: string): KeptSite {
  const name = storeName(root);
  const open = () => caches.open(name);
  const registered = () => navigator.serviceWorker.getRegistration(root);

  /** What is kept and is answered from. */
  async function current(): Promise<KeptList | undefined> {
    const registration = await registered();
    if (!registration || !(await caches.has(name))) return undefined;
    return keptList(root, await open());
  }

  async function look(after?: Ending): Promise<State> {
    // A browser that lets nobody look has nothing.
    const list = await current().catch(() => undefined);
    if (list === undefined) return { is: 'offered', after };
    const version = await publishedVersion(root);
    if (version === undefined || version === list.version) return { is: 'kept', bytes: list.bytes, after };
    const next = await publishedList(root).catch(() => undefined);
    if (next === undefined) return { is: 'kept', bytes: list.bytes, after };
    const missing = missingFrom(await stored(await open()), root, next);
    return { is: 'newer', bytes: missing.reduce((sum, { bytes }) => sum + bytes, 0), after };
  }

  async function keep(signal: AbortSignal, hear: (state: State) => void): Promise<State> {
    try {
      const list = await publishedList(root);
      signal.throwIfAborted();
      const store = await open();
      await fill({
        root,
        list,
        store,
        signal,
        onProgress: (loaded, total) => hear({ is: 'keeping', loaded, total }),
      });
      // Whoever stopped it during the last file keeps nothing.
      signal.throwIfAborted();
      // Browsers clear stores that nobody asked them to keep first. Some ask the reader; either answer will do.
      navigator.storage?.persist?.().catch(() => {});
      await navigator.serviceWorker.register(`${root}${workerPath}`, { scope: root, updateViaCache: 'none' });
      await navigator.serviceWorker.ready;
      return await look();
    } catch (error) {
      const ending = signal.aborted ? 'stopped' : failureOf(error);
      // After a fault on the way it goes on where it was; what else ends it would leave the store full of nothing.
      if (ending === 'stopped' || ending.what !== 'unreachable') await throwAwayRest().catch(() => {});
      return look(ending);
    }
  }

  /** Of a build that was not fetched to its end only what the kept one needs too stays. */
  async function throwAwayRest(): Promise<void> {
    const list = await current();
    if (list) await sweep(root, list, await open());
    else await caches.delete(name);
  }

  async function remove(): Promise<State> {
    await (await registered())?.unregister();
    await caches.delete(name);
    return look('removed');
  }

  return { look: () => look(), keep, remove };
}

/** What went wrong, as a reader is told of it: the rest is the browser's refusal to store, or to start a worker. */
function failureOf(error: unknown): KeepFailure {
  if (error instanceof KeepError) return error.failure;
  console.warn(error);
  return { what: 'refused' };
}
