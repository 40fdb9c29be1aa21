import { findStickerDetector, type StickerDetector } from '../../../models/training/detectors.ts';
import { readShipped, shippedNames } from '../shipped.ts';

/** The trained detector with the best average precision on test scenes by artists that it knows. */
export function bestDetector(): StickerDetector {
  const known = shippedNames().flatMap((id) => findStickerDetector(id) ?? []);
  const ap = ({ name }: StickerDetector) =>
    Math.max(
      ...(readShipped(name).card.measured ?? []).map((row) => (row.artist === null ? (row.ap ?? 0) : 0)),
    );
  const [first, ...others] = known;
  if (!first) throw new Error('No detector of stickers was trained yet: npm run train -- NAME.');
  return others.reduce((best, each) => (ap(each) > ap(best) ? each : best), first);
}
