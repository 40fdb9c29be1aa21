import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import type { Term } from './term.ts';
import { type DragPhiView, highestPhi, lowestPhi, stripPhi, type Task } from './view.ts';

/** What the playground knows of one of the two families. */
export interface TaskModel {
  readonly task: Task;
  /** The network at φ = 0. */
  readonly baselineName: string;
  /** The network that the formula gives at φ, with exact costs; the same φ gives the same object. */
  readonly networkAt: (phi: number) => ScaledNetwork;
  /** The formula at φ, line by line. */
  readonly termsAt: (phi: number) => readonly Term[];
}

/** A released network, at the φ where the formula's network costs as much. */
export interface Stop {
  readonly name: string;
  readonly phi: number;
  readonly multiplyAdds: number;
  readonly parameters: number;
  /** log₂ of its cost relative to the smallest one's: the φ that its cost would stand for if each step doubled it. */
  readonly doublings: number;
}

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

/** The smallest φ, to a hundredth, whose network costs at least so many multiply-adds; ends of the knob beyond it. */
export function phiAtCost({ networkAt }: TaskModel, multiplyAdds: number): number {
  return smallestPhi((phi) => networkAt(phi).multiplyAdds >= multiplyAdds);
}

/** The φ whose network has so much of what the chart's horizontal axis counts. */
export function phiAtAmount(
  model: TaskModel,
  view: Pick<DragPhiView, 'measure' | 'unit'>,
  amount: number,
): number {
  if (view.measure === 'parameters') return smallestPhi((phi) => model.networkAt(phi).parameters >= amount);
  return phiAtCost(model, amount / (view.unit === 'flops' ? 2 : 1));
}

function smallestPhi(enough: (phi: number) => boolean): number {
  let low = Math.round(lowestPhi * 100);
  let high = Math.round(highestPhi * 100);
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (enough(middle / 100)) high = middle;
    else low = middle + 1;
  }
  return low / 100;
}

/** The stop whose cost is nearest, measured in doublings. */
export function nearestStop(stops: readonly Stop[], multiplyAdds: number): Stop {
  const distance = (stop: Stop): number => Math.abs(Math.log(stop.multiplyAdds / multiplyAdds));
  return stops.reduce((best, stop) => (distance(stop) < distance(best) ? stop : best));
}

/** The first stop beyond a φ, going up or down; undefined where there is none. */
export function nextStop(stops: readonly Stop[], phi: number, direction: 1 | -1): Stop | undefined {
  const beyond = stops.filter((stop) => (stop.phi - phi) * direction > 0.004);
  return direction === 1 ? beyond[0] : beyond.at(-1);
}

/** What the drawings show at one φ. Plain data: a page is built with that of the default view in it. */
export interface Shown {
  readonly phi: number;
  readonly baselineName: string;
  readonly network: ScaledNetwork;
  readonly baseline: ScaledNetwork;
  /** The largest network that the strip shows without zooming out. */
  readonly reference: ScaledNetwork;
  readonly terms: readonly Term[];
}

export function shownAt({ baselineName, networkAt, termsAt }: TaskModel, phi: number): Shown {
  return {
    phi,
    baselineName,
    network: networkAt(phi),
    baseline: networkAt(0),
    reference: networkAt(stripPhi),
    terms: termsAt(phi),
  };
}
