import { type ScaledNetwork, sameNetwork } from '../families/scaled-network.ts';
import { byPapersRule } from './findings.ts';
import { measuredNetworks } from './measured.ts';
import type { StudyRecord } from './recipe.ts';

/** A network that our rule gave and that was trained: what its test pictures said, as shares. */
export interface TrainedPoint {
  readonly phi: number;
  readonly multiplyAdds: number;
  readonly parameters: number;
  /** Over its seeds: the mean, and what lies lowest and highest. */
  readonly test: number;
  readonly least: number;
  readonly most: number;
  readonly seeds: number;
}

/** A knob of fewer trained points says nothing. */
const fewest = 2;

/** Points of the rule's knob, in the order of φ; none where there are too few for a knob. */
export function trainedPoints(records: readonly StudyRecord[]): readonly TrainedPoint[] {
  const points = byPapersRule(measuredNetworks(records)).map((each): TrainedPoint => {
    const { network, multiplyAdds, parameters, test, least, most } = each;
    return {
      phi: network.phi ?? 0,
      ...{ multiplyAdds, parameters, test, least, most },
      seeds: each.records.length,
    };
  });
  return points.length < fewest ? [] : points;
}

/**
 * What is known of accuracy at a φ: the network there was trained, or two neighbours were and it was not, or it lies beyond all that were.
 * Nothing else is ever said of it.
 */
export type Standing =
  | { readonly kind: 'trained'; readonly point: TrainedPoint }
  | { readonly kind: 'between'; readonly below: TrainedPoint; readonly above: TrainedPoint }
  | { readonly kind: 'beyond'; readonly side: 'below' | 'above'; readonly nearest: TrainedPoint };

/**
 * @param points in the order of their φ, at least one
 * @param networkAt the network of a φ: rounding may make that of an untrained one the same as a trained one
 */
export function standingOf(
  points: readonly TrainedPoint[],
  phi: number,
  networkAt: (phi: number) => ScaledNetwork,
): Standing {
  const there = networkAt(phi);
  const point =
    points.find((each) => each.phi === phi) ?? points.find((each) => sameNetwork(networkAt(each.phi), there));
  if (point !== undefined) return { kind: 'trained', point };
  const below = points.findLast((each) => each.phi < phi);
  const above = points.find((each) => each.phi > phi);
  if (below !== undefined && above !== undefined) return { kind: 'between', below, above };
  const nearest = below ?? above;
  if (nearest === undefined) throw new Error('Nothing was trained, so this task is not offered.');
  return { kind: 'beyond', side: below === undefined ? 'below' : 'above', nearest };
}
