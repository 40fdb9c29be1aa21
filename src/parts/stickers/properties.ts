import { choiceProperty, type Property } from '../shell/property.ts';
import { type BackgroundName, backgroundNames } from './backgrounds.ts';
import { decodeStickers, encodeStickers, firstStickers, type TableSticker } from './stickers.ts';

const first = encodeStickers(firstStickers);
const anyDrawing = () => true;

/** What lies on a table, as `encodeStickers` writes it, so that two views can be compared. */
export const stickersProperty: Property<string> = {
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

const backgroundWords = Object.fromEntries(backgroundNames.map((name) => [name, name])) as Record<
  BackgroundName,
  string
>;

/** What lies behind the stickers. A reader's own picture and the camera are in no address. */
export const backgroundProperty = choiceProperty<BackgroundName>('b', 'meadow', backgroundWords);

/** What a figure's view says of the table in it. */
export interface TableView {
  /** As `encodeStickers` writes them. */
  readonly stickers: string;
  readonly background: BackgroundName;
}

/** Whether the table lies as it was built: the picture made with the page, and what was found in it, are right. */
export function liesAsBuilt({ stickers, background }: TableView): boolean {
  return stickers === stickersProperty.default && background === backgroundProperty.default;
}

/** The stickers of a view; none where the text is no table (a view of the schema always is one). */
export function stickersOf({ stickers }: Pick<TableView, 'stickers'>): readonly TableSticker[] {
  return decodeStickers(stickers, anyDrawing)?.stickers ?? [];
}
