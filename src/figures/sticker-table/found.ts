import { type Box, intersectionOverUnion } from '../../../models/answers/box.ts';
import { labels } from '../../../models/scenes/art.ts';
import * as words from '../../words/en/figures/sticker-table.ts';

/** A box that was found, in fractions of the table's side. */
export interface FoundBox {
  readonly label: number;
  readonly name: string;
  readonly score: number;
  readonly box: Box;
  readonly level: number;
  readonly cell: readonly [y: number, x: number];
  readonly anchorBox: Box;
}

/** A sticker's true place, in the same fractions. */
export interface TrueBox {
  readonly label: number;
  readonly box: Box;
}

/** One answer of the network, and what it was asked about. */
export interface Found {
  /** The table's side in the network's own pixels. */
  readonly side: number;
  readonly boxes: readonly FoundBox[];
  readonly truth: readonly TrueBox[];
}

/** A box in the fractions of a table of this many pixels a side. */
export function toFractions(box: Box, side: number): Box {
  return [box[0] / side, box[1] / side, box[2] / side, box[3] / side];
}

/** How true boxes and found ones pair up: a found box belongs to the sticker it overlaps most, at least by half. */
export function pairUp({ boxes, truth }: Pick<Found, 'boxes' | 'truth'>) {
  const taken = new Set<number>();
  const right: FoundBox[] = [];
  const wrong: { readonly found: FoundBox; readonly meant: number }[] = [];
  const stray: FoundBox[] = [];
  for (const found of boxes) {
    const overlaps = truth.map(({ box }) => intersectionOverUnion(box, found.box));
    const best = Math.max(0, ...overlaps);
    const at = overlaps.indexOf(best);
    const same = truth.findIndex(
      ({ label }, i) => label === found.label && !taken.has(i) && (overlaps[i] ?? 0) >= 0.5,
    );
    if (same >= 0) {
      taken.add(same);
      right.push(found);
    } else if (best >= 0.5) wrong.push({ found, meant: truth[at]?.label ?? -1 });
    else stray.push(found);
  }
  const missed = truth.filter((_, i) => !taken.has(i));
  return { right, wrong, stray, missed };
}

/** What was found and what was not, in sentences. */
export function foundInWords(found: Pick<Found, 'boxes' | 'truth'>): string {
  const { right, wrong, stray, missed } = pairUp(found);
  const confused = wrong.filter(({ found: { label }, meant }) => label !== meant);
  return words.found({
    stickers: found.truth.length,
    right: right.length,
    missed: missed.map(({ label }) => labels[label]),
    mistaken: confused.map(({ found: { label }, meant }) => ({ is: labels[meant], called: labels[label] })),
    twice: wrong.length - confused.length,
    stray: stray.length,
  });
}

/** `P5, cell 3, 2` and the anchor in the network's pixels: where a box comes from. */
export function originInWords({ level, cell, anchorBox }: FoundBox, side: number): string {
  const [top, left, bottom, right] = anchorBox;
  const pixels = (length: number) => Math.round(length * side);
  return words.origin(level, cell, [pixels(right - left), pixels(bottom - top)]);
}
