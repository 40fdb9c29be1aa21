import { type BlockBill, type BlockPlace, blockBill } from '../../../models/facts/inverted-block.ts';
import type { NarrowWideNarrowView, Place } from './view.ts';

/** `56x24` as side and channels. */
export function placeOf(place: Place): BlockPlace {
  const [side = 0, channels = 0] = place.split('x').map(Number);
  return { side, channels };
}

export function billOf({ place, expansion, pieces }: NarrowWideNarrowView): BlockBill {
  return blockBill(placeOf(place), expansion, pieces);
}

/** A map of the block as it is drawn: how wide, of a whole of 1, and whether it outlives the block. */
export interface Slab {
  readonly name: 'in' | 'widened' | 'filtered' | 'out';
  readonly channels: number;
  readonly share: number;
  readonly stays: boolean;
}

/** The four maps, drawn against the widest that the expansion's range allows. */
export function slabsOf(view: NarrowWideNarrowView, most: number): Slab[] {
  const { channels } = placeOf(view.place);
  const { middle } = billOf(view);
  const slab = (name: Slab['name'], count: number, stays: boolean): Slab => ({
    name,
    channels: count,
    share: count / (channels * most),
    stays,
  });
  return [
    slab('in', channels, true),
    slab('widened', middle, false),
    slab('filtered', middle, false),
    slab('out', channels, true),
  ];
}
