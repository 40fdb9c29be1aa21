import {
  type CatalogueEntry,
  catalogue,
  entriesOf,
  sizeOfEntry,
} from '../../../models/checkpoints/catalogue.ts';
import { integrityOf } from '../../../models/checkpoints/known-file.ts';
import { findNetwork } from '../../../models/families/index.ts';
import type { StoredCheckpoint } from '../../engine/client/checkpoint-store.ts';
import * as words from '../../words/en/picker-list.ts';

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
  return words.size(size.bytes, size.exact);
}

/** How the download is checked. */
export function checkText({ files }: CatalogueEntry): string {
  const kinds = new Set(files.map((file) => integrityOf(file).kind));
  if (kinds.has('pointer')) return words.pointerCheck;
  return words.checks((['sha256', 'git-blob-sha1'] as const).filter((kind) => kinds.has(kind)));
}

/** What a button that opens an entry says. */
export function openText(entry: CatalogueEntry, stored: StoredCheckpoint | undefined): string {
  if (stored?.whole) return words.open.stored;
  const { bytes: all, exact } = sizeOfEntry(entry);
  if (stored === undefined) return words.open.download(sizeText(entry));
  return words.open.continue(words.size(Math.max(0, all - stored.bytes), exact));
}

/** What is stored, summed up. */
export function storedText(stored: readonly StoredCheckpoint[], secure = true): string {
  const sum = stored.reduce((total, each) => total + each.bytes, 0);
  return words.stored(stored.length, sum, secure);
}

/** The host that would be asked. */
export function hostOf({ files }: CatalogueEntry): string {
  return new URL(files[0]?.url ?? 'about:blank').host;
}
