import { entriesOf } from '../../../models/checkpoints/catalogue.ts';
import card from '../../../models/checkpoints/efficientnet-b0/card.json' with { type: 'json' };
import { efficientNet } from '../../../models/families/efficientnet/network.ts';
import { paperSizes, released } from '../../../models/families/efficientnet/sizes.ts';
import { cost } from '../../../models/operators/cost.ts';
import { imageNetTable2 } from '../../../models/published/efficientnet/imagenet.ts';
import { publishedWeights } from '../../parts/picker/published-weights.ts';
import type { Weights } from '../../parts/picker/weights.ts';
import { bytes } from '../../words/en/quantity.ts';
import type { Rung } from './logic.ts';

/** The rungs of the ladder with all that is known before anything runs. For the build: it counts the networks' graphs. */
export function rungs(): readonly Rung[] {
  return paperSizes.map((short): Rung => {
    const knobs = released[short];
    const { parameters, multiplyAdds } = cost(efficientNet(knobs));
    const name = `EfficientNet-${short}`;
    const printed = imageNetTable2.find(({ model }) => model === name);
    const entry = entriesOf(knobs.name)[0];
    if (printed === undefined || entry === undefined) throw new Error(`${short} is missing from a table.`);
    const paper = { top1: printed.top1, top5: printed.top5 };
    const weights = [short === 'B0' ? shippedB0 : publishedWeights(entry)];
    return { short, name, resolution: knobs.resolution, parameters, multiplyAdds, paper, weights };
  });
}

/** What comes with the site. Its card quotes the paper; of these very weights nobody states an accuracy. */
const shippedB0: Weights = {
  id: card.id,
  shipped: true,
  size: bytes(card.weights.bytes),
  title: card.title,
  measured: null,
  licence: card.licence,
  source: null,
};
