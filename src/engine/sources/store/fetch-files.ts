import { type KnownFile, likelySize } from '../../../../models/checkpoints/known-file.ts';
import type { IntegrityFailure } from '../../protocol/download-failure.ts';
import { EngineError, throwIfCancelled } from '../../protocol/error.ts';
import type { LoadProgress } from '../../protocol/progress.ts';
import { contentOf, type Draft, fileDraft, headroom, isQuota, keptIfRoom, memoryDraft } from './draft.ts';
import { fetchFile } from './fetch-file.ts';
import { folderOf, forget, heldIn, type Place } from './folders.ts';
import { hashOf } from './hash.ts';
import { dropRecord, readRecord, writeRecord } from './record.ts';
import type { Sender } from './sender.ts';

/** A checkpoint's files, where they are kept, and whose they are. */
export interface Wanted {
  readonly place: Place;
  readonly files: readonly KnownFile[];
  readonly sender: Sender;
}

export interface FetchOptions {
  /** False: nothing is stored, what is stored is used all the same. */
  readonly keep: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: (progress: LoadProgress) => void;
}

/** Content, in the order of the files. */
type Contents = readonly Uint8Array<ArrayBuffer>[];

/**
 * The content of a checkpoint's files, each held against its hash: from the browser's store where they are (checked again, and
 * offline, too), else from where they lie, continuing what an earlier attempt has left. Nothing wrong is ever returned or kept.
 * Throws `EngineError`: `download`, `integrity`, `cancelled`, and `storage` where the sender has something to say of a full store; what
 * `sender.hashed` throws.
 */
export async function fetchFiles(wanted: Wanted, options: FetchOptions): Promise<Contents> {
  const { place, sender } = wanted;
  const folder = await folderOf(place);
  const record = folder && (await readRecord(folder, wanted.files));
  let { files } = wanted;
  let whole = false;
  try {
    const hashed = (file: KnownFile) => sender.hashed?.(file, options.signal) ?? file;
    files = record ?? (await Promise.all(files.map(hashed)));
    const into = record !== null || options.keep ? folder : null;
    const fetched = await fetchAll({ ...wanted, files }, into, record !== null, options);
    whole = fetched.kept;
    if (into !== null && whole && !fetched.wasThere) await writeRecord(into, files).catch(unlessFull(sender));
    return fetched.contents;
  } catch (error) {
    if (!isQuota(error)) throw error;
    await forget(place);
    throw (await sender.noRoom?.(likelySize(files))) ?? error;
  } finally {
    // A folder that was made for nothing is not left behind.
    if (folder !== null && !whole && (await heldIn(folder).catch(() => null))?.bytes === 0)
      await forget(place);
  }
}

/** Without a record files are fetched again; where nothing else is said of a full store, that is all that is lost. */
const unlessFull = (sender: Sender) => (error: unknown) => {
  if (isQuota(error) && sender.noRoom !== undefined) throw error;
};

interface Fetched {
  readonly contents: Contents;
  /** All of them are in the store; */
  readonly kept: boolean;
  /** and were there, whole and undamaged, before. */
  readonly wasThere: boolean;
}

async function fetchAll(
  { files, sender }: Wanted,
  folder: FileSystemDirectoryHandle | null,
  stored: boolean,
  { signal, onProgress }: FetchOptions,
): Promise<Fetched> {
  const total = likelySize(files);
  const contents: Uint8Array<ArrayBuffer>[] = [];
  let before = 0;
  let kept = true;
  let wasThere = stored;
  for (const [index, file] of files.entries()) {
    const draft = await draftOf(folder, `${index}.bin`, file, {
      stored,
      mayFail: sender.noRoom !== undefined,
    });
    try {
      const content = await proved(draft, file, {
        sender,
        stored,
        signal,
        onBytes: (bytes) =>
          onProgress?.({ phase: 'downloading', loaded: before + bytes, total, cached: wasThere }),
        onChecking: () => onProgress?.({ phase: 'checking' }),
        onDamaged: async () => {
          wasThere = false;
          if (stored && folder !== null) await dropRecord(folder);
        },
      });
      contents.push(content);
      before += content.byteLength;
      kept &&= draft.kept;
    } finally {
      draft.close();
    }
  }
  return { contents, kept, wasThere };
}

interface Proving {
  readonly sender: Sender;
  /** The draft holds the file as it was checked before. */
  readonly stored: boolean;
  readonly signal?: AbortSignal | undefined;
  readonly onBytes: (bytes: number) => void;
  readonly onChecking: () => void;
  /** It is not what it should be, and is fetched once more. */
  readonly onDamaged: () => Promise<void>;
}

/** Fetches what a draft lacks, and gives its content if that is what it should be; what is not is cleared. */
async function proved(draft: Draft, file: KnownFile, proving: Proving): Promise<Uint8Array<ArrayBuffer>> {
  const { sender, stored, signal, onBytes, onChecking, onDamaged } = proving;
  const attempt = async (again: boolean) => {
    onBytes(draft.size);
    if (!stored || again) await fetchFile(draft, file, sender, { signal, again, onBytes });
    onChecking();
    const whole = draft.read();
    const hash = await hashOf(file, whole);
    throwIfCancelled(signal);
    if (hash.found === hash.expected) return whole.subarray(headroom);
    draft.clear();
    throw sender.wrongHash(file, hash);
  };
  // What lay here may be damaged, or the file has changed where it lies.
  const wasHere = stored || draft.size > 0;
  try {
    return await attempt(false);
  } catch (error) {
    const damage = damageOf(error);
    if (damage === undefined || !(sender.twice || (wasHere && damage.what === 'hash'))) throw error;
  }
  draft.clear();
  await onDamaged();
  try {
    return await attempt(true);
  } catch (error) {
    if (sender.twice && damageOf(error) !== undefined) draft.clear();
    throw error;
  }
}

const damageOf = (error: unknown): IntegrityFailure | undefined =>
  error instanceof EngineError && error.failure.code === 'integrity' ? error.failure : undefined;

/** A file's draft: in the store where that is possible, else in memory. */
async function draftOf(
  folder: FileSystemDirectoryHandle | null,
  name: string,
  file: KnownFile,
  { stored, mayFail }: { readonly stored: boolean; readonly mayFail: boolean },
): Promise<Draft> {
  const size = likelySize([file]);
  if (folder === null) return memoryDraft(size);
  try {
    const draft = await fileDraft(folder, name);
    return mayFail ? draft : keptIfRoom(draft, size);
  } catch (error) {
    if (isQuota(error) && mayFail) throw error;
    // Another window holds the file. What is whole can be read all the same; a download of its own is not kept.
    const memory = memoryDraft(size);
    if (stored) memory.append(await contentOf(folder, name));
    return memory;
  }
}
