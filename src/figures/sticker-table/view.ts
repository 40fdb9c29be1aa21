import type { ArtistId } from '../../../models/scenes/art.ts';
import { usual } from '../../parts/picker/shipped-words.ts';
import { choiceProperty, nameProperty, numberProperty, type Property } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Fitted } from '../../parts/shell/view-state.svelte.ts';
import { type BackgroundName, backgroundNames } from './backgrounds.ts';
import { decodeStickers, encodeStickers, firstStickers, type TableSticker } from './stickers.ts';

/** Which drawings an artist made, with their width and height as fractions of the longer side. */
export type Drawings = Readonly<
  Partial<Record<ArtistId, Readonly<Record<string, readonly [width: number, height: number]>>>>
>;

/** What the table shows. A reader's own picture and the camera are in no address. */
export interface TableView {
  /** As `encodeStickers` writes them, so that two views can be compared. */
  readonly stickers: string;
  readonly background: BackgroundName;
  /** A checkpoint's name; `usual` leaves the choice to the device. */
  readonly detector: string;
  /** Boxes are shown from this score. */
  readonly score: number;
}

const backgroundWords = Object.fromEntries(backgroundNames.map((name) => [name, name])) as Record<
  BackgroundName,
  string
>;

const first = encodeStickers(firstStickers);
const anyDrawing = () => true;
const stickers: Property<string> = {
  key: 's',
  default: first,
  read: (text) => {
    const found = decodeStickers(text, anyDrawing);
    return found && { value: encodeStickers(found.stickers), clamped: found.clamped };
  },
  write: (text) => text,
  clamp: (text) => {
    const found = decodeStickers(text, anyDrawing);
    return found ? encodeStickers(found.stickers) : first;
  },
};

export const tableSchema: Schema<TableView> = {
  id: 'sticker-table',
  version: 1,
  properties: {
    stickers,
    background: choiceProperty<BackgroundName>('b', 'meadow', backgroundWords),
    detector: nameProperty('d', usual),
    score: numberProperty('t', { default: 0.3, min: 0.05, max: 0.95, digits: 2 }),
  },
};

/** The nearest view with the drawings that there are and the detectors that ship: what is not there is left out. */
export function fitTable(
  view: TableView,
  drawings: Drawings,
  detectors: readonly string[],
): Fitted<TableView> {
  const placed = stickersOf(view);
  const there = placed.filter(({ artist, name }) => drawings[artist]?.[name] !== undefined);
  const detector = detectors.includes(view.detector) ? view.detector : usual;
  return {
    view: { ...view, stickers: encodeStickers(there), detector },
    adjusted: there.length < placed.length || detector !== view.detector,
  };
}

/** The stickers of a view; none where the text is no table (a view of the schema always is one). */
export function stickersOf({ stickers }: TableView): readonly TableSticker[] {
  return decodeStickers(stickers, () => true)?.stickers ?? [];
}
