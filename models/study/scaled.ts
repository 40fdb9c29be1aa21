import { paperBases } from '../families/efficientnet/compound.ts';
import { scaledEfficientNet } from '../families/efficientnet/scaled.ts';
import type { ScaledNetwork } from '../families/scaled-network.ts';
import { channelDivisor } from './graph.ts';
import { kindsOf } from './kinds.ts';
import { base, scaled } from './networks.ts';

/**
 * The base scaled by the paper's rule at any φ, for the task of all kinds: the counts of `cost(studyGraph(…))`, fast enough for every frame of
 * a drag.
 */
export function scaledStudy(phi: number): ScaledNetwork {
  const exactResolution = base.resolution * paperBases.gamma ** phi;
  return scaledEfficientNet(
    { ...scaled(paperBases, phi), exactResolution },
    { divisor: channelDivisor, classes: kindsOf.whole },
  );
}
