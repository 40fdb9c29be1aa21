import type { ArtistId } from '../../../models/scenes/art.ts';
import index from '../../../models/scenes/sprites/index.json' with { type: 'json' };

const addresses = import.meta.glob<string>('../../../models/scenes/sprites/*.classes.png', {
  query: '?url',
  import: 'default',
  eager: true,
});

/** The address of an artist's sheet of class drawings. */
export function sheetAddress(artist: ArtistId): string {
  return addresses[`../../../models/scenes/sprites/${artist}.classes.png`] ?? '';
}

/** How the drawings lie on it: in rows of so many, from the top left. */
export function sheetOf(artist: ArtistId) {
  const sheet = index.sheets.find(({ file }) => file === `${artist}.classes.png`);
  const places = sheet?.names ?? [];
  const columns = sheet?.columns ?? 1;
  return { columns, rows: Math.max(1, Math.ceil(places.length / columns)), places };
}
