import type { ArtistId } from '../../../models/scenes/art.ts';
import type { LookingNetwork } from './looked-at-table.svelte.ts';

/** Bytes of the program that runs networks. */
const programSize = 1e6;

/**
 * Bytes that a first look downloads: the network, the backbone below it, the program, and the drawings where the table has none yet.
 * @param sheets bytes of each artist's sheet of drawings
 */
export function firstDownload(
  { bytes, backboneBytes }: Pick<LookingNetwork, 'bytes' | 'backboneBytes'>,
  { painted }: { readonly painted: boolean },
  sheets: Readonly<Partial<Record<ArtistId, number>>>,
): number {
  return bytes + backboneBytes + programSize + (painted ? 0 : (sheets.noto ?? 0));
}
