import { usual } from '../../parts/picker/shipped-words.ts';
import { choiceProperty, nameProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Fitted } from '../../parts/shell/view-state.svelte.ts';
import type { BackgroundName } from '../../parts/stickers/backgrounds.ts';
import { type Drawings, drawnAmong } from '../../parts/stickers/drawn.ts';
import { backgroundProperty, stickersOf, stickersProperty } from '../../parts/stickers/properties.ts';
import { encodeStickers } from '../../parts/stickers/stickers.ts';

/** What is drawn over the table. */
export const looks = ['found', 'truth', 'wrong', 'none'] as const;
export type Look = (typeof looks)[number];

export interface PixelView {
  /** As `encodeStickers` writes them. */
  readonly stickers: string;
  readonly background: BackgroundName;
  /** A checkpoint's name; `usual` is the best that ships. */
  readonly network: string;
  readonly look: Look;
  /** The checkpoint of a second network that names the same pixels, or none. */
  readonly beside: string;
  /** Whether what lies over the table changes places with the second network's answer, or with the truth where there is none. */
  readonly blink: 'on' | 'off';
  /** Whether unsure pixels fade, and whether classes have patterns besides their colours. */
  readonly fade: 'on' | 'off';
  readonly patterns: 'on' | 'off';
  /** The pixel that is asked about, in fractions of the table's side. */
  readonly x: number;
  readonly y: number;
}

/** Stands for a second network where none is wanted. */
export const alone = 'none';

const onOff = { on: '1', off: '0' } as const;
const place = { min: 0, max: 1, digits: 3 } as const;

export const pixelSchema: Schema<PixelView> = {
  id: 'every-pixel',
  version: 1,
  properties: {
    stickers: stickersProperty,
    background: backgroundProperty,
    network: nameProperty('d', usual),
    look: choiceProperty<Look>('show', 'found', {
      found: 'found',
      truth: 'truth',
      wrong: 'wrong',
      none: 'none',
    }),
    beside: nameProperty('with', alone),
    blink: choiceProperty('blink', 'off', onOff),
    fade: choiceProperty('fade', 'on', onOff),
    patterns: choiceProperty('patterns', 'off', onOff),
    x: numberProperty('x', { default: 0.26, ...place }),
    y: numberProperty('y', { default: 0.36, ...place }),
  },
};

/** The pixel that is asked about, [y, x], on a picture of a side. */
export function askedPixel(
  { x, y }: Pick<PixelView, 'x' | 'y'>,
  side: number,
): readonly [y: number, x: number] {
  const at = (part: number) => Math.min(side - 1, Math.floor(part * side));
  return [at(y), at(x)];
}

/** The nearest view with the drawings that there are and the networks that ship. */
export function fitPixels(
  view: PixelView,
  drawings: Drawings,
  networks: readonly string[],
): Fitted<PixelView> {
  const placed = stickersOf(view);
  const there = drawnAmong(placed, drawings);
  const network = networks.includes(view.network) ? view.network : usual;
  // The best that ships is the first of the list.
  const first = network === usual ? networks[0] : network;
  const beside = networks.includes(view.beside) && view.beside !== first ? view.beside : alone;
  return {
    view: { ...view, stickers: encodeStickers(there), network, beside },
    adjusted: there.length < placed.length || network !== view.network || beside !== view.beside,
  };
}
