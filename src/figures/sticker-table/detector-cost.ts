import type { Card } from '../../../models/checkpoints/card.ts';
import { cost } from '../../../models/operators/cost.ts';
import { fold } from '../../../models/operators/fold.ts';
import { findStickerDetector, stickerGraph } from '../../../models/training/detectors.ts';

/** Multiply-adds of a detector of ours for square pictures of a side. For the build: it brings the networks along. */
export function detectorCost({ network }: Pick<Card, 'network'>, side: number): number {
  const detector = findStickerDetector(network);
  if (detector === undefined) throw new Error(`${network} is no detector that was trained here.`);
  return cost(fold(stickerGraph(detector, side))).multiplyAdds;
}
