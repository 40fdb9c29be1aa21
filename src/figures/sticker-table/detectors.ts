import type { Card, CardMeasurement } from '../../../models/checkpoints/card.ts';
import { labels } from '../../../models/scenes/art.ts';

/** A sticker detector that ships, as the table offers it. */
export interface TableDetector {
  readonly id: string;
  readonly title: string;
  /** Side of the pictures that it is given, in pixels. */
  readonly side: number;
  /** Bytes of its own weights, and of the backbone that it stands on. */
  readonly bytes: number;
  readonly backboneBytes: number;
  /** COCO's average precision on unseen test scenes of that size, 0 to 1; null where it was not measured. */
  readonly ap: number | null;
  readonly scenes: number;
  /** Of one look at a picture of that size. */
  readonly multiplyAdds: number;
}

/** The size of pictures at which a detector did best on test scenes of the artists that it was trained on. */
function bestMeasured(card: Card): CardMeasurement | undefined {
  const own = card.measured?.filter(({ partition, artist }) => partition === 'test' && artist === null) ?? [];
  return own.toSorted((a, b) => (b.ap ?? 0) - (a.ap ?? 0) || a.size - b.size)[0];
}

/**
 * The sticker detectors among the checkpoints that ship, each at the picture size at which it did best: of those with one size the
 * one with the best average precision, smallest first.
 * @param costOf Multiply-adds of the network of a card for square pictures of a side.
 */
export function tableDetectors(
  cards: Iterable<Card>,
  costOf: (card: Card, side: number) => number,
): readonly TableDetector[] {
  const all = new Map([...cards].map((card) => [card.id, card]));
  const bySide = new Map<number, { card: Card; detector: Omit<TableDetector, 'multiplyAdds'> }>();
  for (const card of all.values()) {
    if (card.task !== 'detection' || !Array.isArray(card.labels)) continue;
    if (card.labels.join() !== labels.join() || card.input.height !== card.input.width) continue;
    const measured = bestMeasured(card);
    const detector = {
      id: card.id,
      title: card.title,
      side: measured?.size ?? card.input.height,
      bytes: card.weights.bytes,
      backboneBytes: card.standsOn === undefined ? 0 : (all.get(card.standsOn)?.weights.bytes ?? 0),
      ap: measured?.ap ?? null,
      scenes: measured?.scenes ?? 0,
    };
    const other = bySide.get(detector.side)?.detector;
    if (other === undefined || (other.ap ?? 0) < (detector.ap ?? 0))
      bySide.set(detector.side, { card, detector });
  }
  return [...bySide.values()]
    .map(({ card, detector }) => ({ ...detector, multiplyAdds: costOf(card, detector.side) }))
    .sort((a, b) => a.side - b.side);
}

/** `EfficientDet-D0`: the title without the data it was trained on, which is the same for all. */
export function networkOf({ title }: Pick<TableDetector, 'title'>): string {
  return title.replace(/,? on stickers$/, '');
}

/** A moved sticker is followed if the network looks this often, in milliseconds. */
const fluentMilliseconds = 250;

/**
 * Which one a table starts with: the best that looks often enough here, or the cheapest where none does.
 * @param speed Multiply-adds a second that a network is expected to reach here; null before anything is known of the device.
 */
export function usualDetector(
  detectors: readonly TableDetector[],
  speed: number | null,
): TableDetector | undefined {
  const most = ((speed ?? Number.POSITIVE_INFINITY) * fluentMilliseconds) / 1000;
  const fluent = detectors.filter(({ multiplyAdds }) => multiplyAdds <= most);
  if (fluent.length === 0) return detectors.toSorted((a, b) => a.multiplyAdds - b.multiplyAdds)[0];
  return fluent.toSorted((a, b) => (b.ap ?? 0) - (a.ap ?? 0))[0];
}
