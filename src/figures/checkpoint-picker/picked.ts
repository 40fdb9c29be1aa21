import type { CatalogueEntry } from '../../../models/checkpoints/catalogue.ts';
import type { NetworkSource, OwnFile } from '../../engine/protocol.ts';

/** What a reader asked for. */
export type Picked =
  /** One that comes with the site, by its id. */
  | { readonly kind: 'shipped'; readonly id: string }
  | { readonly kind: 'published'; readonly entry: CatalogueEntry; readonly keep: boolean }
  | { readonly kind: 'own'; readonly files: readonly OwnFile[] };

/** A name for what was picked that an address can carry; a reader's own file is in no address. */
export function idOf(picked: Picked): string {
  return picked.kind === 'shipped' ? picked.id : picked.kind === 'published' ? picked.entry.id : 'own';
}

/** As the engine wants it. */
export function sourceOf(picked: Picked): NetworkSource {
  switch (picked.kind) {
    case 'shipped':
      return { checkpoint: picked.id };
    case 'published':
      return { published: picked.entry, keep: picked.keep };
    case 'own':
      return { files: picked.files };
  }
}
