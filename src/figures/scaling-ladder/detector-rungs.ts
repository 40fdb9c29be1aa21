import type { Card } from '../../../models/checkpoints/card.ts';
import { entriesOf } from '../../../models/checkpoints/catalogue.ts';
import { labelLists } from '../../../models/checkpoints/labels.ts';
import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { cost } from '../../../models/operators/cost.ts';
import { cocoTable2 } from '../../../models/published/efficientdet/coco.ts';
import { stickerDetectors, stickerGraph } from '../../../models/training/detectors.ts';
import { publishedWeights } from '../../parts/picker/published-weights.ts';
import * as words from '../../words/en/figures/scaling-ladder.ts';
import { bytes } from '../../words/en/quantity.ts';
import type { DetectorRung } from './detectors.ts';

const names = ['D0', 'D1', 'D2', 'D3'] as const;
const cocoKinds = labelLists.coco.filter((label) => label !== undefined).length;

/**
 * The rungs of the ladder of detectors with all that is known before anything runs: those that this project trained on stickers,
 * then D0 to D3 as published. For the build: it counts the networks' graphs.
 * @param cards the cards of the checkpoints that stand beside the site
 */
export function detectorRungs(cards: ReadonlyMap<string, Card>): readonly DetectorRung[] {
  return [...ourRungs(cards), ...names.map(publishedRung)];
}

function ourRungs(cards: ReadonlyMap<string, Card>): readonly DetectorRung[] {
  const family = stickerDetectors.filter(({ phi }) => phi !== undefined);
  return family
    .toSorted((a, b) => a.phi! - b.phi!)
    .flatMap((detector): DetectorRung[] => {
      const card = cards.get(detector.name);
      if (card === undefined) return [];
      const { phi = 0, resolution } = detector;
      const { parameters, multiplyAdds } = cost(stickerGraph(detector));
      const short = words.ofPhi(phi);
      const base = card.standsOn === undefined ? undefined : cards.get(card.standsOn);
      const own = bytes(card.weights.bytes);
      const size = base === undefined ? own : words.withBackbone(own, bytes(base.weights.bytes));
      const { id, title, licence } = card;
      const weights = { id, shipped: true, size, title, measured: measuredOf(card), licence, source: null };
      const known = { ours: true, paper: null, kinds: card.classes, weights: [weights] };
      return [{ short, name: title, resolution, parameters, multiplyAdds, ...known }];
    });
}

/** What this project measured, which is of sticker scenes and stands beside no number of COCO's. */
function measuredOf({ measured = [], input }: Card): string | null {
  const row = measured.find(
    ({ partition, artist, size }) => partition === 'test' && artist === null && size === input.height,
  );
  if (row === undefined || row.ap === null) return null;
  return words.ownPrecision(row.ap, row.scenes);
}

function publishedRung(short: (typeof names)[number]): DetectorRung {
  const { name, resolution } = releasedDetector[short];
  const { parameters, multiplyAdds } = cost(efficientDet(releasedDetector[short]));
  const printed = cocoTable2.find(({ detector }) => detector === short);
  const weights = entriesOf(name).map(publishedWeights);
  if (printed === undefined || weights.length === 0) throw new Error(`${short} is missing from a table.`);
  const own = { ours: false, paper: printed.ap, kinds: cocoKinds, weights };
  return { short, name: `EfficientDet-${short}`, resolution, parameters, multiplyAdds, ...own };
}
