import {
  type CatalogueEntry,
  catalogue,
  entriesOf,
  integrityOf,
  sizeOfEntry,
} from '../../../models/checkpoints/catalogue.ts';
import { findNetwork } from '../../../models/families/index.ts';
import type { StoredCheckpoint } from '../../engine/client/checkpoint-store.ts';
import { storeNeedsHttps } from '../../words/en/plain-http.ts';
import { bytes } from '../../words/en/quantity.ts';

export type Task = CatalogueEntry['task'];

/** Whether this project has the network that an entry is for; the catalogue lists neighbours that it has not. */
export function isReadable({ network }: CatalogueEntry): boolean {
  return findNetwork(network)?.family.opens ?? false;
}

/** The networks that have something to offer for a task, by size. */
export function offeredNetworks(task: Task): readonly string[] {
  const entries = catalogue.filter((entry) => entry.task === task && isReadable(entry));
  return [...new Set(entries.map(({ network }) => network))].sort((a, b) => (a < b ? -1 : 1));
}

/** What can be opened of a network, the one to take first in front. */
export function offersOf(network: string): readonly CatalogueEntry[] {
  return entriesOf(network).filter(isReadable);
}

/** `31.5 MB`; `about 31.5 MB` where the size was never read. */
export function sizeText(entry: CatalogueEntry): string {
  const size = sizeOfEntry(entry);
  return `${size.exact ? '' : 'about '}${bytes(size.bytes)}`;
}

/** How the download is checked. */
export function checkText({ files }: CatalogueEntry): string {
  const kinds = new Set(files.map((file) => integrityOf(file).kind));
  if (kinds.has('pointer')) return 'SHA-256, asked of the host first';
  const names = [
    ...(kinds.has('sha256') ? ['SHA-256'] : []),
    ...(kinds.has('git-blob-sha1') ? ['git blob SHA-1'] : []),
  ];
  return names.join(' and ');
}

/** What a button that opens an entry says. */
export function openText(entry: CatalogueEntry, stored: StoredCheckpoint | undefined): string {
  if (stored?.whole) return 'Run it: stored here';
  const { bytes: all, exact } = sizeOfEntry(entry);
  if (stored === undefined) return `Download ${sizeText(entry)}`;
  const rest = Math.max(0, all - stored.bytes);
  return `Continue: ${exact ? '' : 'about '}${bytes(rest)} to go`;
}

/** What is stored, summed up. */
export function storedText(stored: readonly StoredCheckpoint[], secure = true): string {
  if (!secure) return storeNeedsHttps;
  if (stored.length === 0) return 'Nothing is stored in this browser yet.';
  const sum = bytes(stored.reduce((total, each) => total + each.bytes, 0));
  return `${stored.length === 1 ? 'One checkpoint is' : `${stored.length} checkpoints are`} stored in this browser, ${sum}.`;
}
