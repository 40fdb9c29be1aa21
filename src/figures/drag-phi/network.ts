import { compound, costBase, paperBases } from '../../../models/scaling/compound.ts';
import { released } from '../../../models/scaling/released.ts';
import { scaledEfficientNet } from '../scaled-cost/efficientnet.ts';
import { type ScaledNetwork, totalOf } from '../scaled-cost/scaled-network.ts';
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
    network = scaledEfficientNet(compound({ phi }));
    if (scaled.size >= mostKept) scaled.clear();
    scaled.set(key, network);
  }
  return network;
}

const releasedNames = ['B0', 'B1', 'B2', 'B3', 'B4', 'B5', 'B6', 'B7'] as const;

/**
 * Where the released networks lie on the knob: the φ at which the formula's network costs what the released one costs.
 * The cost grows in steps (a stage gains a block, a width its next multiple of eight), so this is where it first
 * reaches that cost. Slow enough to be done once, when the page is built.
 */
export function stopsOf(task: Task): readonly Stop[] {
  const networks = releasedNames.map((name) => ({ name, network: scaledEfficientNet(released[name]) }));
  const smallest = networks[0]!.network.multiplyAdds;
  return networks.map(({ name, network: { multiplyAdds, parameters } }) => ({
    name,
    phi: name === 'B0' ? 0 : phiAtCost(task, multiplyAdds),
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

/** One line of the formula with its numbers: `d = α^φ = 1.2^2.0 = 1.44`. */
export interface Term {
  readonly dimension: 'depth' | 'width' | 'resolution';
  readonly symbol: 'd' | 'w' | 'r';
  readonly greek: 'α' | 'β' | 'γ';
  readonly base: number;
  readonly value: number;
  /** What it does to the network, in words. */
  readonly effect: string;
}

/** The three coefficients of the classifier at φ, and what each does. */
export function termsAt(_task: Task, phi: number): readonly Term[] {
  const knobs = compound({ phi });
  const [network, baseline] = [networkAt('imagenet', phi), networkAt('imagenet', 0)];
  const count = (of: ScaledNetwork): number => totalOf(of.groups, 'blocks') - 2;
  const last = (of: ScaledNetwork): string => of.groups.at(-1)!.channels.toLocaleString('en-US');
  const side = (of: ScaledNetwork): string => `${of.resolution} × ${of.resolution}`;
  const { alpha, beta, gamma } = paperBases;
  const instead = (now: string, before: string, what: string): string =>
    now === before ? `${now} ${what}, as in B0` : `${now} ${what} instead of ${before}`;
  return [
    {
      dimension: 'depth',
      symbol: 'd',
      greek: 'α',
      base: alpha,
      value: knobs.depth,
      effect: instead(String(count(network)), String(count(baseline)), 'blocks'),
    },
    {
      dimension: 'width',
      symbol: 'w',
      greek: 'β',
      base: beta,
      value: knobs.width,
      effect: instead(last(network), last(baseline), 'channels at the end'),
    },
    {
      dimension: 'resolution',
      symbol: 'r',
      greek: 'γ',
      base: gamma,
      value: knobs.exactResolution / baseline.resolution,
      effect: instead(side(network), side(baseline), 'pixels'),
    },
  ];
}

/** What the formula promises of the cost, and what the network really costs, both relative to φ = 0. */
export function costGrowth(
  _task: Task,
  phi: number,
): {
  readonly base: number;
  readonly promised: number;
  readonly counted: number;
} {
  const base = costBase(paperBases);
  return {
    base,
    promised: base ** phi,
    counted: networkAt('imagenet', phi).multiplyAdds / networkAt('imagenet', 0).multiplyAdds,
  };
}
