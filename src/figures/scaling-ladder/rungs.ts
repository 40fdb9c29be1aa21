import { entriesOf } from '../../../models/checkpoints/catalogue.ts';
import card from '../../../models/checkpoints/efficientnet-b0/card.json' with { type: 'json' };
import { efficientNet } from '../../../models/families/efficientnet.ts';
import { cost } from '../../../models/graph/cost.ts';
import { imageNetTable2 } from '../../../models/published/efficientnet/imagenet.ts';
import { released } from '../../../models/scaling/released.ts';
import { bytes } from '../../components/quantity.ts';
import { sizeText } from '../checkpoint-picker/offers.ts';
import type { Rung } from './logic.ts';

const names = ['B0', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'] as const;

/** The rungs of the ladder with all that is known before anything runs. For the build: it counts the networks' graphs. */
export function rungs(): readonly Rung[] {
  return names.map((short): Rung => {
    const knobs = released[short];
    const { parameters, multiplyAdds } = cost(efficientNet(knobs));
    const printed = imageNetTable2.find(({ model }) => model === `EfficientNet-${short}`);
    const entry = entriesOf(knobs.name)[0];
    if (printed === undefined || entry === undefined) throw new Error(`${short} is missing from a table.`);
    const paper = { top1: printed.top1, top5: printed.top5 };
    const own = { short, resolution: knobs.resolution, parameters, multiplyAdds, paper };
    if (short === 'B0')
      return {
        ...own,
        id: card.id,
        shipped: true,
        weights: {
          size: bytes(card.weights.bytes),
          title: card.title,
          // The card quotes the paper; of these very weights nobody states one.
          top1: null,
          licence: card.licence,
        },
      };
    const { id, title, licence, accuracy } = entry;
    const weights = { size: sizeText(entry), title, top1: accuracy?.top1 ?? null, licence };
    return { ...own, id, shipped: false, weights };
  });
}
