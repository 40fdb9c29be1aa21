import {
  type CatalogueEntry,
  type CatalogueFile,
  integrityOf,
} from '../../../../models/checkpoints/catalogue.ts';
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
 * The files of an entry as they were stored, with the hashes that they must have; null where the folder is not whole, or
 * where the catalogue has another version of the entry by now. The catalogue's own hashes come before the record's.
 */
export async function readRecord(
  folder: FileSystemDirectoryHandle,
  entry: CatalogueEntry,
): Promise<readonly CatalogueFile[] | null> {
  let record: StoredRecord;
  try {
    const file = await (await folder.getFileHandle(recordName)).getFile();
    record = JSON.parse(await file.text()) as StoredRecord;
  } catch {
    return null;
  }
  if (!Array.isArray(record?.files) || record.files.length !== entry.files.length) return null;
  const files = entry.files.map((file, i): CatalogueFile => {
    if (integrityOf(file).kind !== 'pointer') return file;
    const { bytes, sha256 } = record.files[i] ?? {};
    return { ...file, ...(bytes !== undefined && { bytes }), ...(sha256 !== undefined && { sha256 }) };
  });
  return files.some((file) => integrityOf(file).kind === 'pointer') ? null : files;
}

/** Says that every file of a folder is there and was checked. In a worker only. */
export async function writeRecord(
  folder: FileSystemDirectoryHandle,
  files: readonly CatalogueFile[],
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
