import { fusionNodes } from '../../../models/blocks/fusion-nodes.ts';
import { entriesOf } from '../../../models/checkpoints/catalogue.ts';
import { efficientDet } from '../../../models/families/efficientdet/network.ts';
import { releasedDetector } from '../../../models/families/efficientdet/sizes.ts';
import { publishedWeights } from '../../parts/picker/published-weights.ts';
import { onCoco } from '../../words/en/figures/learned-fusion-weights.ts';
import type { PublishedNeck } from './published.ts';

/** The released detectors that weigh their inputs and are in the catalogue. For the build: it makes their graphs. */
export function publishedNecks(): readonly PublishedNeck[] {
  return Object.entries(releasedDetector).flatMap(([short, detector]): PublishedNeck[] => {
    const weights = entriesOf(detector.name).map(publishedWeights);
    if (detector.fusion === 'sum' || weights.length === 0) return [];
    const nodes = fusionNodes(efficientDet(detector));
    const fusionWeights = nodes.reduce((sum, { inputs }) => sum + inputs.length, 0);
    const title = onCoco(short);
    return [{ name: `coco-${short.toLowerCase()}`, short, title, fusionWeights, weights }];
  });
}
