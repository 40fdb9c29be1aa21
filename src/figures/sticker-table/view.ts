import type { ArtistId } from '../../../models/scenes/art.ts';
import { choiceProperty, numberProperty, type Property } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
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

export const usual = 'usual';

const backgroundWords = Object.fromEntries(backgroundNames.map((name) => [name, name])) as Record<
  BackgroundName,
  string
>;

/** The table's view in the address, for the drawings and the detectors that there are. */
export function tableSchema(drawings: Drawings, detectors: readonly string[]): Schema<TableView> {
  const exists = (artist: ArtistId, name: string) => drawings[artist]?.[name] !== undefined;
  const first = encodeStickers(firstStickers);
  const stickers: Property<string> = {
    key: 's',
    default: first,
    read: (text) => {
      const found = decodeStickers(text, exists);
      return found && { value: encodeStickers(found.stickers), clamped: found.clamped };
    },
    write: (text) => text,
    clamp: (text) => {
      const found = decodeStickers(text, exists);
      return found ? encodeStickers(found.stickers) : first;
    },
  };
  const words = Object.fromEntries([usual, ...detectors].map((id) => [id, id]));
  return {
    id: 'sticker-table',
    version: 1,
    properties: {
      stickers,
      background: choiceProperty<BackgroundName>('b', 'meadow', backgroundWords),
      detector: choiceProperty<string>('d', usual, words),
      score: numberProperty('t', { default: 0.3, min: 0.05, max: 0.95, digits: 2 }),
    },
  };
}

/** The stickers of a view; none where the text is no table (a view of the schema always is one). */
export function stickersOf({ stickers }: TableView): readonly TableSticker[] {
  return decodeStickers(stickers, () => true)?.stickers ?? [];
}
