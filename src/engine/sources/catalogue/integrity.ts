import { type CatalogueFile, gitBlobHeader, integrityOf } from '../../../../models/checkpoints/catalogue.ts';
import { headroom } from './draft.ts';

const hexadecimal = (digest: ArrayBuffer) =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What a file's content hashes to, beside what it should. */
export interface HashCheck {
  readonly name: 'SHA-256' | 'git blob SHA-1';
  readonly found: string;
  readonly expected: string;
}

/**
 * Hashes a file as its entry is published. `whole` is what a draft's `read` gives: `headroom` bytes, then the content; a git
 * blob's header is written into them, so that nothing is copied.
 */
export async function hashOf(file: CatalogueFile, whole: Uint8Array<ArrayBuffer>): Promise<HashCheck> {
  const integrity = integrityOf(file);
  if (integrity.kind === 'pointer') throw new Error(`The hash of ${file.url} is not known yet.`);
  const { value: expected } = integrity;
  if (integrity.kind === 'sha256') {
    const digest = await crypto.subtle.digest('SHA-256', whole.subarray(headroom));
    return { name: 'SHA-256', found: hexadecimal(digest), expected };
  }
  const header = gitBlobHeader(whole.byteLength - headroom);
  const start = headroom - header.byteLength;
  whole.set(header, start);
  const digest = await crypto.subtle.digest('SHA-1', whole.subarray(start));
  return { name: 'git blob SHA-1', found: hexadecimal(digest), expected };
}
