import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import type { NetworkTitle } from '../../../models/families/index.ts';
import type { NetworkSource, OwnFile, OwnFileOptions } from '../../engine/protocol/source.ts';

/** What a reader asked for. */
export type Picked =
  /** One that comes with the site, by its id; `side`: for square pictures of another size than its own. */
  | { readonly kind: 'shipped'; readonly id: string; readonly side?: number }
  | {
      readonly kind: 'published';
      readonly entry: CatalogueEntry;
      /** What the entry's network is called. */
      readonly names: NetworkTitle;
      readonly keep: boolean;
    }
  /** `as`: where the reader chose another rule than the file's own; `id`: of a training that this browser keeps, which an address may name. */
  | {
      readonly kind: 'own';
      readonly files: readonly OwnFile[];
      readonly as?: OwnFileOptions;
      readonly id?: string;
    };

/** A name for what was picked that an address can carry; a reader's own file is in no address but where this browser keeps it. */
export function idOf(picked: Picked): string {
  if (picked.kind === 'published') return picked.entry.id;
  return picked.kind === 'shipped' ? picked.id : (picked.id ?? ownFile);
}

/** Stands for a file that no address can name. */
export const ownFile = 'own';

/** Whether two mean the same network for the same size of pictures. A reader's own files are like no others. */
export function samePicked(a: Picked, b: Picked): boolean {
  return a === b || (idOf(a) !== ownFile && idOf(a) === idOf(b) && sideOf(a) === sideOf(b));
}

/** The size of pictures that was asked for, where it is not the network's own. */
export function sideOf(picked: Picked): number | undefined {
  return picked.kind === 'shipped' ? picked.side : undefined;
}

/** As the engine wants it. */
export function sourceOf(picked: Picked): NetworkSource {
  switch (picked.kind) {
    case 'shipped':
      return picked.side === undefined
        ? { checkpoint: picked.id }
        : { checkpoint: picked.id, size: [picked.side, picked.side] };
    case 'published':
      return { published: picked.entry.id, keep: picked.keep };
    case 'own':
      return { files: picked.files, ...(picked.as && { as: picked.as }) };
  }
}
