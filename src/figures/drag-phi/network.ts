import { compound } from '../../../models/scaling/compound.ts';
import { compoundDetector } from '../../../models/scaling/detector.ts';
import { released } from '../../../models/scaling/released.ts';
import { releasedDetector } from '../../../models/scaling/released-detectors.ts';
import { scaledEfficientDet } from '../scaled-cost/efficientdet.ts';
import { scaledEfficientNet } from '../scaled-cost/efficientnet.ts';
import type { ScaledNetwork } from '../scaled-cost/scaled-network.ts';
import { type DragPhiView, highestPhi, lowestPhi, type Task } from './view.ts';

/** A released network, at the φ where the formula's network costs as much. */
export interface Stop {
  readonly name: string;
  readonly phi: number;
  readonly multiplyAdds: number;
  readonly parameters: number;
  /** log₂ of its cost relative to the smallest one's: the φ that its cost would stand for if each step doubled it. */
  readonly doublings: number;
}

const scaled = new Map<string, ScaledNetwork>();
const mostKept = 2000;

/** The network that the formula gives at φ, with exact costs. */
export function networkAt(task: Task, phi: number): ScaledNetwork {
  const key = `${task} ${phi}`;
  let network = scaled.get(key);
  if (network === undefined) {
    network = task === 'imagenet' ? scaledEfficientNet(compound({ phi })) : detectorAt(phi);
    if (scaled.size >= mostKept) scaled.clear();
    scaled.set(key, network);
  }
  return network;
}

function detectorAt(phi: number): ScaledNetwork {
  const { backbone, resolution, width, cells, headDepth } = compoundDetector(phi);
  return scaledEfficientDet({
    backbone,
    resolution: resolution.value,
    width: width.value,
    cells: cells.value,
    headDepth: headDepth.value,
    exact: {
      resolution: resolution.exact,
      width: width.exact,
      cells: cells.exact,
      headDepth: headDepth.exact,
    },
  });
}

const classifierNames = ['B0', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'] as const;
const detectorNames = ['D0', 'D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D7x'] as const;

/**
 * Where the released networks lie on the knob: the φ at which the formula's network costs what the released one costs.
 * The cost grows in steps (a stage gains a block, a width its next multiple of eight), so this is where it first
 * reaches that cost. Slow enough to be done once, when the page is built.
 */
export function stopsOf(task: Task): readonly Stop[] {
  const networks =
    task === 'imagenet'
      ? classifierNames.map((name) => ({ name, network: scaledEfficientNet(released[name]) }))
      : detectorNames.map((name) => ({ name, network: scaledEfficientDet(releasedDetector[name]) }));
  const smallest = networks[0]!.network.multiplyAdds;
  return networks.map(({ name, network: { multiplyAdds, parameters } }) => ({
    name,
    phi: name === baselineName(task) ? 0 : phiAtCost(task, multiplyAdds),
    multiplyAdds,
    parameters,
    doublings: Math.log2(multiplyAdds / smallest),
  }));
}

/** The smallest φ, to a hundredth, whose network costs at least so many multiply-adds; ends of the knob beyond it. */
export function phiAtCost(task: Task, multiplyAdds: number): number {
  return smallestPhi((phi) => networkAt(task, phi).multiplyAdds >= multiplyAdds);
}

/** The φ whose network has so much of what the chart's horizontal axis counts. */
export function phiAtAmount(view: Pick<DragPhiView, 'task' | 'measure' | 'unit'>, amount: number): number {
  if (view.measure === 'parameters')
    return smallestPhi((phi) => networkAt(view.task, phi).parameters >= amount);
  return phiAtCost(view.task, amount / (view.unit === 'flops' ? 2 : 1));
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

/** The network at φ = 0, by name. */
export function baselineName(task: Task): string {
  return task === 'imagenet' ? 'B0' : 'D0';
}
