import { scaledEfficientDet } from '../families/efficientdet/scaled.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { scaledEfficientNet } from '../families/efficientnet/scaled.ts';
import { paperSizes, released } from '../families/efficientnet/sizes.ts';
import { phiAtMultiplyAdds, type ScaledFamily } from './scaled-family.ts';
import type { Stop } from './stop.ts';

const detectorNames = ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D7x'] as const;

/**
 * Where the released networks lie on the knob: the φ at which the formula's network costs what the released one costs.
 * The cost grows in steps (a stage gains a block, a width its next multiple of eight), so this is where it first
 * reaches that cost. Slow enough to be done once, when the page is built.
 */
export function stopsOf(family: ScaledFamily): readonly Stop[] {
  const networks =
    family.task === 'imagenet'
      ? paperSizes.map((name) => ({ name, network: scaledEfficientNet(released[name]) }))
      : detectorNames.map((name) => ({ name, network: scaledEfficientDet(releasedDetector[name]) }));
  return networks.map(({ name, network: { multiplyAdds, parameters } }) => ({
    name,
    phi: name === family.baselineName ? 0 : phiAtMultiplyAdds(family, multiplyAdds),
    multiplyAdds,
    parameters,
  }));
}
