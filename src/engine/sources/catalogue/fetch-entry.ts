import {
  type CatalogueEntry,
  type CatalogueFile,
  fileName,
  integrityOf,
} from '../../../../models/checkpoints/catalogue.ts';
import type { CheckpointFile } from '../../../../models/checkpoints/formats/open.ts';
import { parsePointer } from '../../../../models/checkpoints/pointer-file.ts';
import { throwIfCancelled } from '../../protocol/error.ts';
import type { LoadProgress } from '../../protocol/progress.ts';
import { contentOf, type Draft, fileDraft, headroom, memoryDraft } from '../store/draft.ts';
import { fetchFile, isQuota, likelySize } from '../store/fetch-file.ts';
import { folderOf, forgetCheckpoint } from '../store/folders.ts';
import { hashOf } from '../store/hash.ts';
import { readRecord, writeRecord } from '../store/record.ts';
import { noAnswer, refusedByHost, storeFull, wrongHash } from './failures.ts';

export interface FetchEntryOptions {
  /** False: nothing is stored, what is stored is used all the same. */
  readonly keep: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/**
 * The files of a catalogue's entry, each held against its published hash: from the browser's store where they are (checked
 * again, and offline, too), else from their hosts, continuing what an earlier attempt has left. Nothing wrong is ever returned
 * or kept. Throws `EngineError`: `download`, `integrity`, `storage`, `cancelled`; a `CheckpointError` for a pointer file that is none.
 */
export async function fetchEntry(
  entry: CatalogueEntry,
  options: FetchEntryOptions,
): Promise<readonly CheckpointFile[]> {
  const folder = await folderOf(entry.id);
  const record = folder && (await readRecord(folder, entry));
  const stored = record !== null;
  const files =
    record ?? (await Promise.all(entry.files.map((file) => withHash(file, entry, options.signal))));
  const keeps = stored || options.keep ? folder : null;
  try {
    const { checked, kept } = await fetchFiles(entry, files, keeps, stored, options);
    if (keeps !== null && kept && !stored) await writeRecord(keeps, files);
    return checked;
  } catch (error) {
    if (!isQuota(error)) throw error;
    await forgetCheckpoint(entry.id).catch(() => {});
    const needed = files.reduce((sum, file) => sum + likelySize(file), 0);
    throw await storeFull({ title: entry.title, url: entry.source }, needed);
  } finally {
    // A folder that was made for nothing is not left behind.
    if (keeps === null && folder !== null && !stored && options.keep === false)
      await dropEmpty(entry.id, folder);
  }
}

async function fetchFiles(
  entry: CatalogueEntry,
  files: readonly CatalogueFile[],
  folder: FileSystemDirectoryHandle | null,
  stored: boolean,
  { signal, onProgress }: FetchEntryOptions,
): Promise<{ readonly checked: CheckpointFile[]; readonly kept: boolean }> {
  const total = files.reduce((sum, file) => sum + likelySize(file), 0);
  const result: CheckpointFile[] = [];
  let before = 0;
  let allKept = true;
  for (const [index, file] of files.entries()) {
    const { draft, kept } = await draftOf(folder, index, file, stored);
    allKept &&= kept;
    try {
      let cached = stored;
      const fetchRest = () =>
        fetchFile(draft, file, entry.title, {
          signal,
          kept,
          onBytes: (bytes) => onProgress?.({ phase: 'downloading', loaded: before + bytes, total, cached }),
        });
      onProgress?.({ phase: 'downloading', loaded: before + draft.size, total, cached });
      const resumed = draft.size > 0;
      if (!stored) await fetchRest();
      onProgress?.({ phase: 'checking' });
      let whole = draft.read();
      let hash = await hashOf(file, whole);
      if (hash.found !== hash.expected && (stored || resumed)) {
        // What lay here was damaged, or the host's file has changed under it: once more from the start.
        draft.clear();
        cached = false;
        await fetchRest();
        onProgress?.({ phase: 'checking' });
        whole = draft.read();
        hash = await hashOf(file, whole);
      }
      if (hash.found !== hash.expected) {
        draft.clear();
        throw wrongHash({ title: entry.title, url: file.url }, hash);
      }
      throwIfCancelled(signal);
      result.push({ name: fileName(file), bytes: whole.subarray(headroom) });
      before += whole.byteLength - headroom;
    } finally {
      draft.close();
    }
  }
  return { checked: result, kept: allKept };
}

/** A file's draft: in the store where that is possible, else in memory. */
async function draftOf(
  folder: FileSystemDirectoryHandle | null,
  index: number,
  file: CatalogueFile,
  stored: boolean,
): Promise<{ readonly draft: Draft; readonly kept: boolean }> {
  if (folder === null) return { draft: memoryDraft(likelySize(file)), kept: false };
  const name = `${index}.bin`;
  try {
    return { draft: await fileDraft(folder, name), kept: true };
  } catch (error) {
    if (isQuota(error)) throw error;
    // Another window holds the file. What is whole can be read all the same; a download of its own is not kept.
    const memory = memoryDraft(likelySize(file));
    if (stored) memory.append(await contentOf(folder, name));
    return { draft: memory, kept: false };
  }
}

/** A file with its hash; where only the host's pointer file tells it, that is fetched first. */
async function withHash(
  file: CatalogueFile,
  entry: CatalogueEntry,
  signal: AbortSignal | undefined,
): Promise<CatalogueFile> {
  const integrity = integrityOf(file);
  if (integrity.kind !== 'pointer') return file;
  const subject = { title: entry.title, of: 'checksum', url: integrity.url } as const;
  let response: Response;
  try {
    const init: RequestInit = { credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' };
    response = await fetch(integrity.url, signal === undefined ? init : { ...init, signal });
  } catch {
    throwIfCancelled(signal);
    throw await noAnswer(subject);
  }
  if (!response.ok) throw refusedByHost(subject, response.status);
  return { ...file, ...parsePointer(await response.text()) };
}

async function dropEmpty(id: string, folder: FileSystemDirectoryHandle): Promise<void> {
  for await (const _ of folder.values()) return;
  await forgetCheckpoint(id).catch(() => {});
}
