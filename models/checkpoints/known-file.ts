/** A file that is known before it is fetched: where it lies, how large it is, and by which hash it is told. */
export interface KnownFile {
  readonly url: string;
  /** Exact size, where it was read. */
  readonly bytes?: number;
  /** Where it was not: what the library writes for this network, good for showing progress. */
  readonly bytesAbout?: number;
  readonly sha256?: string;
  readonly gitBlobSha1?: string;
}

/**
 * How a file is held against its source. `git-blob-sha1`: SHA-1 of `blob <size>`, a zero byte and the content, as the tree of
 * the pinned commit names it. `pointer`: the host's small file at `url` tells the SHA-256 first (see `parsePointer`).
 */
export type Integrity =
  | { readonly kind: 'sha256'; readonly value: string }
  | { readonly kind: 'git-blob-sha1'; readonly value: string }
  | { readonly kind: 'pointer'; readonly url: string };

/** How a file is checked. */
export function integrityOf(file: KnownFile): Integrity {
  if (file.sha256 !== undefined) return { kind: 'sha256', value: file.sha256 };
  if (file.gitBlobSha1 !== undefined) return { kind: 'git-blob-sha1', value: file.gitBlobSha1 };
  return { kind: 'pointer', url: file.url.replace('/resolve/', '/raw/') };
}

/** What is hashed in front of the content for a git blob's SHA-1. */
export function gitBlobHeader(bytes: number): Uint8Array {
  return new TextEncoder().encode(`${['blob', bytes].join(' ')}\0`);
}

/** Bytes of files together, as far as they are known before they come. */
export const likelySize = (files: readonly KnownFile[]): number =>
  files.reduce((sum, { bytes, bytesAbout = 0 }) => sum + (bytes ?? bytesAbout), 0);

/** A file's name in its repository's folder. */
export function fileName({ url }: KnownFile): string {
  return decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
}
