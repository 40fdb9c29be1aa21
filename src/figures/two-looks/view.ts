import { usual } from '../../parts/picker/shipped-words.ts';
import { choiceProperty, nameProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Fitted } from '../../parts/shell/view-state.svelte.ts';
import type { BackgroundName } from '../../parts/stickers/backgrounds.ts';
import { type Drawings, drawnAmong } from '../../parts/stickers/drawn.ts';
import { backgroundProperty, stickersOf, stickersProperty } from '../../parts/stickers/properties.ts';
import { encodeStickers } from '../../parts/stickers/stickers.ts';

/** Which boxes are drawn. */
export const shows = ['both', 'regions', 'found'] as const;
export type Show = (typeof shows)[number];

/** Which map is laid over the table. */
export const overs = ['none', 'objectness', 'c4', 'c5', 'whole', 'context', 'gate', 'gated'] as const;
export type Over = (typeof overs)[number];

export const leastRegions = 10;
export const mostRegions = 200;

export interface TwoLooksView {
  /** As `encodeStickers` writes them. */
  readonly stickers: string;
  readonly background: BackgroundName;
  /** A checkpoint's name; `usual` is the best that ships. */
  readonly network: string;
  /** Regions that reach the second look. */
  readonly kept: number;
  readonly show: Show;
  readonly over: Over;
  /** The region that is opened, the best first, from 1. */
  readonly region: number;
  /** Whether a detector that looks once looks as well. */
  readonly once: 'on' | 'off';
}

export const twoLooksSchema: Schema<TwoLooksView> = {
  id: 'two-looks',
  version: 1,
  properties: {
    stickers: stickersProperty,
    background: backgroundProperty,
    network: nameProperty('d', usual),
    kept: numberProperty('n', { default: 50, min: leastRegions, max: mostRegions, digits: 0 }),
    show: choiceProperty<Show>('show', 'both', { both: 'both', regions: 'regions', found: 'found' }),
    over: choiceProperty<Over>('map', 'none', {
      none: 'none',
      objectness: 'objectness',
      c4: 'c4',
      c5: 'c5',
      whole: 'mean',
      context: 'context',
      gate: 'gate',
      gated: 'gated',
    }),
    region: numberProperty('region', { default: 1, min: 1, max: mostRegions, digits: 0 }),
    once: choiceProperty('once', 'on', { on: '1', off: '0' }),
  },
};

/** The nearest view with the drawings that there are and the networks that ship. */
export function fitTwoLooks(
  view: TwoLooksView,
  drawings: Drawings,
  networks: readonly string[],
): Fitted<TwoLooksView> {
  const placed = stickersOf(view);
  const there = drawnAmong(placed, drawings);
  const network = networks.includes(view.network) ? view.network : usual;
  return {
    view: { ...view, stickers: encodeStickers(there), network },
    adjusted: there.length < placed.length || network !== view.network,
  };
}
