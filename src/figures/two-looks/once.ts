import type { Box } from '../../../models/answers/box.ts';
import type { Card } from '../../../models/checkpoints/card.ts';
import { labels } from '../../../models/scenes/art.ts';
import type { Painted } from '../../../models/scenes/paint.ts';
import { findStickerDetector } from '../../../models/training/detectors.ts';

/** A detector that looks once, on pictures of the side of those that look twice. */
export interface OnceNetwork {
  readonly id: string;
  readonly title: string;
  readonly side: number;
  /** Bytes of its own weights, and of the backbone that it stands on. */
  readonly bytes: number;
  readonly backboneBytes: number;
  /** Average precision on test scenes of that side, and how many these were. */
  readonly ap: number;
  readonly interval: readonly [number, number];
  readonly scenes: number;
}

/** A box and what it is called. */
export interface NamedBox {
  readonly name: string;
  readonly score: number;
  readonly box: Box;
}

/** What came of one look. */
export interface OnceLooked {
  /** What it looked at; null for the first table, which stands there as a picture. */
  readonly painted: Painted | null;
  readonly boxes: readonly NamedBox[];
}

/** The detector of ours that looks once and did best on test scenes of a side. */
export function bestOnce(cards: ReadonlyMap<string, Card>, side: number): OnceNetwork | undefined {
  const all = [...cards.values()].flatMap((card): OnceNetwork[] => {
    const { id, title, weights, standsOn, measured = [] } = card;
    if (findStickerDetector(id) === undefined) return [];
    const row = measured.find(
      ({ partition, artist, size }) => partition === 'test' && artist === null && size === side,
    );
    if (row?.ap == null) return [];
    const backboneBytes = (standsOn === undefined ? undefined : cards.get(standsOn))?.weights.bytes ?? 0;
    const { ap, interval, scenes } = row;
    return [{ id, title, side, bytes: weights.bytes, backboneBytes, ap, interval, scenes }];
  });
  return all.toSorted((a, b) => b.ap - a.ap)[0];
}

/** Boxes as the page keeps them: edges, score, class. */
export function keptBoxes(rows: readonly (readonly number[])[]): readonly NamedBox[] {
  return rows.map(([top = 0, left = 0, bottom = 0, right = 0, score = 0, label = 0]) => ({
    name: labels[label] ?? '',
    score,
    box: [top, left, bottom, right],
  }));
}
