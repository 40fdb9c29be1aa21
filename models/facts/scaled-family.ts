import type { ScaledNetwork } from '../families/scaled-network.ts';

/** Networks under a compound formula. */
export interface Scaled {
  /** The network that the formula gives at φ, with exact costs; the same φ gives the same object. */
  readonly networkAt: (phi: number) => ScaledNetwork;
  /** Where its φ end; those that the site speaks of where nothing is said. */
  readonly ends?: readonly [lowest: number, highest: number];
}

/** A family under its compound formula: the network at any φ. */
export interface ScaledFamily extends Scaled {
  /** The data set on which the paper trains it. */
  readonly task: 'imagenet' | 'coco';
  /** The released network that stands at φ = 0. */
  readonly baselineName: string;
}

/** Ends of the φ that the site speaks of. */
export const lowestPhi = -1;
export const highestPhi = 8;

const mostKept = 2000;

/** Keeps the networks that a drag went through. */
export function remembered(make: (phi: number) => ScaledNetwork): (phi: number) => ScaledNetwork {
  const kept = new Map<number, ScaledNetwork>();
  return (phi) => {
    let network = kept.get(phi);
    if (network === undefined) {
      network = make(phi);
      if (kept.size >= mostKept) kept.clear();
      kept.set(phi, network);
    }
    return network;
  };
}

/**
 * The smallest φ, to a hundredth, whose network costs at least so many multiply-adds; an end of the range where the
 * amount lies beyond it.
 */
export function phiAtMultiplyAdds(family: Scaled, multiplyAdds: number): number {
  return smallestPhi(family, (network) => network.multiplyAdds >= multiplyAdds);
}

/** The same for parameters. */
export function phiAtParameters(family: Scaled, parameters: number): number {
  return smallestPhi(family, (network) => network.parameters >= parameters);
}

function smallestPhi(
  { networkAt, ends: [lowest, highest] = [lowestPhi, highestPhi] }: Scaled,
  enough: (network: ScaledNetwork) => boolean,
): number {
  let low = Math.round(lowest * 100);
  let high = Math.round(highest * 100);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (enough(networkAt(middle / 100))) high = middle;
    else low = middle + 1;
  }
  return low / 100;
}
