import type { CardInput } from './card.ts';
import list from './catalogue.json' with { type: 'json' };
import type { CheckpointFormat } from './formats/named-tensors.ts';
import { type KnownFile, likelySize } from './known-file.ts';
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
  readonly files: readonly KnownFile[];
  /** Full commit hash of the repository, where it was read. */
  readonly revision: string | null;
  /** As stated by the source; `null` where it is not stated. */
  readonly licence: string | null;
  readonly accuracy: PublishedAccuracy | null;
  /** The page on which all this was read. */
  readonly source: string;
  readonly note?: string;
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

/** Bytes of an entry's files together, and whether all of them are exact. */
export function sizeOfEntry({ files }: CatalogueEntry): { readonly bytes: number; readonly exact: boolean } {
  return {
    bytes: likelySize(files),
    exact: files.every((file) => file.bytes !== undefined),
  };
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
