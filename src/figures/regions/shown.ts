import network from './network.json' with { type: 'json' };
import type { NetworkFile } from './network.ts';
import trueSheet from './sheet.png?url';
import scene from './truth.json' with { type: 'json' };
import type { TrueMap } from './truth.ts';
import type { Whose } from './view.ts';

// What `npm run figure-data regions` made.
export const networkFile = network as unknown as NetworkFile;
export const truth = scene as unknown as TrueMap;

const found = import.meta.glob<string>('./channels-*.png', { eager: true, query: '?url', import: 'default' });

/** A picture of the channels that one channel of a region is read from, and the row of it that has them. `own`: of the network as it ran here. */
export function builtSheet(whose: Whose, of: number, own: readonly string[]) {
  if (whose === 'truth') return { address: trueSheet, row: of, rows: truth.classes.length };
  return { address: own[of] ?? found[`./channels-${of + 1}.png`] ?? '', row: 0, rows: 1 };
}
