import type { Box } from '../../../models/answers/box.ts';
import { boxesProperty, boxesText } from '../../parts/movable-boxes/boxes-property.ts';
import { choiceProperty, numberProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';
import type { Fitted } from '../../parts/shell/view-state.svelte.ts';

/** Whose map is read: a trained network's, or the one that the scene's true boxes ask for. */
export type Whose = 'network' | 'truth';

/** The map and the region, which of its bins and of whose channels is looked at, and what becomes of four samples. */
export interface RegionsView {
  readonly whose: Whose;
  readonly box: string;
  /** From 1, row by row. */
  readonly bin: number;
  /** Place of the channel among those of a region: of the true map, of the class. */
  readonly of: '0' | '1' | '2' | '3' | '4';
  readonly take: 'largest' | 'mean';
}

/** The scene's size, and the region that the first look proposes first, as `network.json` has it. */
export const stage = { height: 512, width: 512, least: 16 };
export const firstBox: Box = [132, 113, 254, 230];
/** Bins along a region's side. */
export const bins: Readonly<Record<Whose, number>> = { network: 7, truth: 3 };

/** The bin in the middle, from 1. */
export const middleBin = (whose: Whose): number => (bins[whose] ** 2 + 1) / 2;

export const regionsSchema: Schema<RegionsView> = {
  id: 'regions',
  version: 2,
  properties: {
    whose: choiceProperty<Whose>('map', 'network', { network: 'net', truth: 'truth' }),
    box: boxesProperty('box', [firstBox], stage),
    bin: numberProperty('bin', { default: middleBin('network'), min: 1, max: bins.network ** 2, digits: 0 }),
    of: choiceProperty<RegionsView['of']>('of', '0', { 0: '0', 1: '1', 2: '2', 3: '3', 4: '4' }),
    take: choiceProperty('take', 'largest', { largest: 'largest', mean: 'mean' }),
  },
  // The first version had the true map alone, its first object under the region, and looked at the first bin.
  upgrade: (fields) =>
    new Map([['map', 'truth'], ['box', boxesText([[136, 112, 256, 237]])], ['bin', '1'], ...fields]),
};

/** The nearest view whose bin its map has: the middle one, where the view names none. */
export function fitRegions(view: RegionsView): Fitted<RegionsView> {
  const most = bins[view.whose] ** 2;
  if (view.bin <= most) return { view, adjusted: false };
  const unsaid = view.bin === middleBin('network');
  return { view: { ...view, bin: unsaid ? middleBin(view.whose) : most }, adjusted: !unsaid };
}
