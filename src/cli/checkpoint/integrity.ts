import { createHash } from 'node:crypto';
import {
  fileName,
  gitBlobHeader,
  integrityOf,
  type KnownFile,
} from '../../../models/checkpoints/known-file.ts';
import { type Pointer, parsePointer } from '../../../models/checkpoints/pointer-file.ts';
import { Complaint } from '../complaint.ts';

/** What a file of the catalogue must be; `fetchText` is asked for the host's pointer file where nothing else tells the hash. */
export async function expectedOf(
  file: KnownFile,
  fetchText: (url: string) => Promise<string>,
): Promise<KnownFile> {
  const integrity = integrityOf(file);
  if (integrity.kind !== 'pointer') return file;
  const pointer: Pointer = parsePointer(await fetchText(integrity.url));
  return { ...file, ...pointer };
}

/** Throws `Complaint` that names both where the bytes are not the file's. */
export function checkBytes(file: KnownFile, bytes: Uint8Array): void {
  const name = fileName(file);
  if (file.bytes !== undefined && bytes.byteLength !== file.bytes)
    throw new Complaint(
      `${name} has ${bytes.byteLength.toLocaleString('en')} bytes instead of ${file.bytes.toLocaleString('en')}: it is cut short or another file.`,
    );
  const integrity = integrityOf(file);
  if (integrity.kind === 'pointer') throw new Error(`${name} is not known by hash yet.`);
  const sha256 = integrity.kind === 'sha256';
  const hash = createHash(sha256 ? 'sha256' : 'sha1');
  if (!sha256) hash.update(gitBlobHeader(bytes.byteLength));
  const found = hash.update(bytes).digest('hex');
  if (found !== integrity.value)
    throw new Complaint(
      `${name} is not the published file: its ${sha256 ? 'SHA-256' : 'git blob SHA-1'} is ${found} instead of ${integrity.value}. Download it again.`,
    );
}
