import { integrityOf, type KnownFile } from '../../../../models/checkpoints/known-file.ts';
import { recordName } from './folders.ts';

/** What a whole checkpoint's folder says of its files: enough to check them again without asking anyone. */
interface StoredRecord {
  readonly files: readonly {
    readonly bytes?: number;
    readonly sha256?: string;
    readonly gitBlobSha1?: string;
  }[];
}

/**
 * The files of a checkpoint as they were stored, with the hashes that they must have; null where the folder is not whole, or
 * where the checkpoint is of other files by now. Hashes that are known come before the record's.
 */
export async function readRecord(
  folder: FileSystemDirectoryHandle,
  known: readonly KnownFile[],
): Promise<readonly KnownFile[] | null> {
  let record: StoredRecord;
  try {
    const file = await (await folder.getFileHandle(recordName)).getFile();
    record = JSON.parse(await file.text()) as StoredRecord;
  } catch {
    return null;
  }
  if (!Array.isArray(record?.files) || record.files.length !== known.length) return null;
  const files = known.map((file, i): KnownFile => {
    if (integrityOf(file).kind !== 'pointer') return file;
    const { bytes, sha256 } = record.files[i] ?? {};
    return { ...file, ...(bytes !== undefined && { bytes }), ...(sha256 !== undefined && { sha256 }) };
  });
  return files.some((file) => integrityOf(file).kind === 'pointer') ? null : files;
}

/** Says that every file of a folder is there and was checked. In a worker only. */
export async function writeRecord(
  folder: FileSystemDirectoryHandle,
  files: readonly KnownFile[],
): Promise<void> {
  const record: StoredRecord = {
    files: files.map(({ bytes, sha256, gitBlobSha1 }) => ({ bytes, sha256, gitBlobSha1 })),
  };
  const file = await (await folder.getFileHandle(recordName, { create: true })).createSyncAccessHandle();
  file.truncate(0);
  file.write(new TextEncoder().encode(JSON.stringify(record)), { at: 0 });
  file.flush();
  file.close();
}

/** Takes that back: a file of the folder is not what it was. */
export async function dropRecord(folder: FileSystemDirectoryHandle): Promise<void> {
  await folder.removeEntry(recordName).catch(() => {});
}
