import { usual } from '../../parts/picker/shipped-words.ts';
import { nameProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Fitted } from '../../parts/shell/view-state.svelte.ts';
import type { BackgroundName } from '../../parts/stickers/backgrounds.ts';
import { type Drawings, drawnAmong } from '../../parts/stickers/drawn.ts';
import { backgroundProperty, stickersOf, stickersProperty } from '../../parts/stickers/properties.ts';
import { encodeStickers } from '../../parts/stickers/stickers.ts';

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

export const tableSchema: Schema<TableView> = {
  id: 'sticker-table',
  version: 1,
  properties: {
    stickers: stickersProperty,
    background: backgroundProperty,
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
  const there = drawnAmong(placed, drawings);
  const detector = detectors.includes(view.detector) ? view.detector : usual;
  return {
    view: { ...view, stickers: encodeStickers(there), detector },
    adjusted: there.length < placed.length || detector !== view.detector,
  };
}
