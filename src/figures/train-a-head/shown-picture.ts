import type { Item } from './collection.svelte.ts';
import { poster } from './poster.ts';
import sheet from './poster.webp?url';

/** Where a picture's copy for the screen lies: a file of its own, or a cell of the sheet that came with the page. */
export type ShownPicture =
  | { readonly url: string }
  | {
      readonly url: string;
      readonly column: number;
      readonly row: number;
      readonly columns: number;
      readonly rows: number;
    };

/** The picture at a place of an outcome: a reader's, or one of the page's own; null where it is not kept. */
export function pictureAt(items: readonly Item[] | null, place: number): ShownPicture | null {
  if (items !== null) {
    const item = items[place];
    return item === undefined ? null : { url: item.url };
  }
  const { columns, pictures } = poster.sheet;
  const at = pictures.indexOf(place);
  if (at < 0) return null;
  const rows = Math.ceil(pictures.length / columns);
  return { url: sheet, columns, rows, column: at % columns, row: Math.floor(at / columns) };
}
