import type { CardInput } from './card.ts';
import list from './catalogue.json' with { type: 'json' };
import type { CheckpointFormat } from './formats/named-tensors.ts';
import type { LabelList } from './labels.ts';
import type { CheckpointProperties } from './naming/naming.ts';
import type { NamingId } from './naming/naming-id.ts';

/** A published checkpoint: where it lies, how it is checked, what it is. Nothing of it ships with the site. */
export interface CatalogueEntry {
  readonly id: string;
  readonly title: string;
  /** A released network's name; its family's (`efficientnet`) where its size was never released. */
  readonly network: string;
  readonly task: 'classification' | 'detection';
  readonly format: CheckpointFormat;
  readonly naming: NamingId;
  /** The one to offer first for its network: the authors' own where its hash is known. */
  readonly preferred?: true;
  /** Where they differ from what its naming's networks commonly need. */
  readonly properties?: Partial<CheckpointProperties>;
  readonly classes: number;
  readonly labels: LabelList;
  readonly input: CardInput;
  /** The index or the graph first, then its data in order. */
  readonly files: readonly CatalogueFile[];
  /** Full commit hash of the repository, where it was read. */
  readonly revision: string | null;
  /** As stated by the source; `null` where it is not stated. */
  readonly licence: string | null;
  readonly accuracy: PublishedAccuracy | null;
  /** The page on which all this was read. */
  readonly source: string;
  readonly note?: string;
}

export interface CatalogueFile {
  readonly url: string;
  /** Exact size, where it was read. */
  readonly bytes?: number;
  /** Where it was not: what the library writes for this network, good for showing progress. */
  readonly bytesAbout?: number;
  readonly sha256?: string;
  readonly gitBlobSha1?: string;
}

/** In percent, by whoever measured it. */
export interface PublishedAccuracy {
  readonly top1?: number;
  readonly top5?: number;
  /** Side of the pictures, in pixels. */
  readonly at?: number;
  /** COCO AP on test-dev and on val2017. */
  readonly averagePrecision?: number;
  readonly averagePrecisionVal?: number;
  readonly measuredBy: string;
}

/**
 * How a file is held against its source. `git-blob-sha1`: SHA-1 of `blob <size>`, a zero byte and the content, as the tree of
 * the pinned commit names it. `pointer`: the host's small file at `url` tells the SHA-256 first (see `parsePointer`).
 */
export type Integrity =
  | { readonly kind: 'sha256'; readonly value: string }
  | { readonly kind: 'git-blob-sha1'; readonly value: string }
  | { readonly kind: 'pointer'; readonly url: string };

/** Every checkpoint that can be checked: by a hash, or by a revision whose pointer file holds one. */
export const catalogue: readonly CatalogueEntry[] = list as unknown as readonly CatalogueEntry[];

export function catalogueEntry(id: string): CatalogueEntry | undefined {
  return catalogue.find((entry) => entry.id === id);
}

/** The entries of a network, the one to offer first in front. */
export function entriesOf(network: string): readonly CatalogueEntry[] {
  const entries = catalogue.filter((entry) => entry.network === network);
  return entries.sort((a, b) => Number(b.preferred ?? false) - Number(a.preferred ?? false));
}

/** How a file of an entry is checked. */
export function integrityOf(file: CatalogueFile): Integrity {
  if (file.sha256 !== undefined) return { kind: 'sha256', value: file.sha256 };
  if (file.gitBlobSha1 !== undefined) return { kind: 'git-blob-sha1', value: file.gitBlobSha1 };
  return { kind: 'pointer', url: file.url.replace('/resolve/', '/raw/') };
}

/** What is hashed in front of the content for a git blob's SHA-1. */
export function gitBlobHeader(bytes: number): Uint8Array {
  return new TextEncoder().encode(`${['blob', bytes].join(' ')}\0`);
}

/** Bytes of an entry's files together, and whether all of them are exact. */
export function sizeOfEntry({ files }: CatalogueEntry): { readonly bytes: number; readonly exact: boolean } {
  return {
    bytes: files.reduce((sum, file) => sum + (file.bytes ?? file.bytesAbout ?? 0), 0),
    exact: files.every((file) => file.bytes !== undefined),
  };
}

/** A file's name in its repository's folder. */
export function fileName({ url }: CatalogueFile): string {
  return decodeURIComponent(url.slice(url.lastIndexOf('/') + 1));
}

/**
 * The hosts to which a page must be allowed to connect. huggingface.co answers a download by sending the browser on to a
 * regional store under hf.co, and a content security policy is asked about that address, too.
 */
export function catalogueHosts(): readonly string[] {
  const hosts = new Set(catalogue.flatMap(({ files }) => files.map(({ url }) => url.split('/')[2]!)));
  if (hosts.has('huggingface.co')) hosts.add('*.hf.co').add('*.huggingface.co');
  return [...hosts].sort();
}
