import { gitBlobHeader, integrityOf, type KnownFile } from '../../../../models/checkpoints/known-file.ts';
import type { HashName } from '../../protocol/download-failure.ts';
import { digest } from '../digest/digest.ts';
import { headroom } from './draft.ts';

/** What a file's content hashes to, beside what it should. */
export interface HashCheck {
  readonly name: HashName;
  readonly found: string;
  readonly expected: string;
}

/**
 * Hashes a file as its entry is published. `whole` is what a draft's `read` gives: `headroom` bytes, then the content; a git
 * blob's header is written into them, so that nothing is copied.
 */
export async function hashOf(file: KnownFile, whole: Uint8Array<ArrayBuffer>): Promise<HashCheck> {
  const integrity = integrityOf(file);
  if (integrity.kind === 'pointer') throw new Error(`The hash of ${file.url} is not known yet.`);
  const { value: expected } = integrity;
  if (integrity.kind === 'sha256') {
    return { name: 'sha256', found: await digest('SHA-256', whole.subarray(headroom)), expected };
  }
  const header = gitBlobHeader(whole.byteLength - headroom);
  const start = headroom - header.byteLength;
  whole.set(header, start);
  return { name: 'git-blob-sha1', found: await digest('SHA-1', whole.subarray(start)), expected };
}
