// The service worker of a site that is kept on a device. A reader asks for it; until then no page has one. Which files are kept, and of
// which build, is written in the store by the page that fetched them: the worker answers from it and fetches nothing for itself.
import { answer } from './answer.ts';
import { isAnswered, type KeptList, storeName } from './list.ts';
import { keptList, sweep } from './store.ts';

const worker = self as unknown as ServiceWorkerGlobalScope;
const root = worker.registration.scope;
const name = storeName(root);

/** What is kept, as the last page that was opened found it. */
let list: Promise<KeptList | undefined> | undefined;

/** Looks without making a store where there is none. */
const stored = (address: string, ofAnyVersion = false) =>
  caches.match(address, { cacheName: name, ignoreSearch: ofAnyVersion });

worker.addEventListener('install', () => void worker.skipWaiting());
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  const { request } = event;
  if (!/^(GET|HEAD)$/.test(request.method) || !isAnswered(request.url, root)) return;
  if (request.mode === 'navigate') list = undefined;
  // A store that cannot be read is as good as none.
  list ??= keptList(root, { match: (address) => stored(String(address)) }).catch(() => undefined);
  const read = list;
  event.respondWith(
    read.then((found) => answer(request, { root, list: found, stored, network: () => fetch(request) })),
  );
  if (request.mode === 'navigate') event.waitUntil(sweepWhereAlone(read));
});

/** Takes out older builds when the first page is opened: no other may still need them, or be filling the store. */
async function sweepWhereAlone(read: Promise<KeptList | undefined>): Promise<void> {
  const [kept, open] = await Promise.all([
    read,
    worker.clients.matchAll({ type: 'window', includeUncontrolled: true }),
  ]);
  if (kept !== undefined && open.length === 0) await sweep(root, kept, await caches.open(name));
}
