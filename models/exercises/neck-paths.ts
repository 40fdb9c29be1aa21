import { type PyramidName, pyramids } from '../blocks/pyramids/pyramids.ts';
import { costsAt, type Network, networks, type Size, sizes } from '../facts/neck-costs.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { type Arrange, type Explain, kept, type Order, once, type Quantity } from './exercise.ts';

/** Of the lesson “Feature pyramids and BiFPN”: the nodes and edges of a cell, what has heard what, and what it costs. */

/** A neck's cell over some levels. */
export interface CellOf {
  readonly network: Network;
  readonly from: number;
  readonly to: number;
}
const ranges = [
  [3, 7],
  [3, 8],
  [2, 7],
  [3, 6],
] as const;
const cellsOf = once((): readonly CellOf[] =>
  (['bifpn', 'panet', 'fpn', 'fullyConnected'] as const).flatMap((network) =>
    ranges.map(([from, to]) => ({ network, from, to })),
  ),
);
export const nodesOf = ({ network, from, to }: CellOf) => pyramids[network].nodes(from, to);
const levelCount = ({ from, to }: CellOf) => to - from + 1;
/** What BiFPN is made from, and what PANet becomes. */
const counterparts: Readonly<Partial<Record<Network, PyramidName>>> = { bifpn: 'panet', panet: 'bifpn' };

export const nodes: Quantity<CellOf> = {
  kind: 'number',
  id: 'nodes',
  goal: 'paths',
  tolerance: 0,
  variants: cellsOf,
  truth: (of) => nodesOf(of).length,
  slips: {
    counterpart: ({ network, from, to }) => {
      const other = counterparts[network];
      return other === undefined ? null : pyramids[other].nodes(from, to).length;
    },
    inputsToo: (of) => nodesOf(of).length + levelCount(of),
  },
};

export const edgesOf = (of: CellOf) => nodesOf(of).reduce((sum, { inputs }) => sum + inputs.length, 0);
export const edges: Quantity<CellOf> = {
  kind: 'number',
  id: 'edges',
  goal: 'paths',
  tolerance: 0,
  variants: cellsOf,
  truth: edgesOf,
  slips: { twoEach: (of) => 2 * nodesOf(of).length },
};

/** Which outputs of a cell have heard an input. */
export interface Heard {
  readonly network: Network;
  /** Of the input. */
  readonly level: number;
}
/** The levels of most detectors of the family. */
export const five = { from: 3, to: 7 } as const;
/** What each map of a cell has heard of: levels of inputs, by the cell's numbering. */
export function heardBy(cell: CellOf): readonly ReadonlySet<number>[] {
  const heard: Set<number>[] = [];
  for (let level = cell.from; level <= cell.to; level++) heard.push(new Set([level]));
  for (const { inputs } of nodesOf(cell)) heard.push(new Set(inputs.flatMap((id) => [...(heard[id] ?? [])])));
  return heard;
}
/** Levels whose last map has heard the input. */
export function outputsThatHear({ network, level }: Heard): readonly number[] {
  const heard = heardBy({ network, ...five });
  const last = new Map<number, number>();
  for (let each: number = five.from; each <= five.to; each++) last.set(each, each - five.from);
  for (const [i, node] of nodesOf({ network, ...five }).entries())
    last.set(node.level, levelCount({ network, ...five }) + i);
  return [...last].filter(([, id]) => heard[id]?.has(level)).map(([own]) => own);
}
const heardCount = (of: Heard) => outputsThatHear(of).length;
/** A mistake that gives the right count is none. */
const unlike = (truth: number, value: number) => (value === truth ? null : value);

export const heard: Quantity<Heard> = {
  kind: 'number',
  id: 'heard',
  goal: 'paths',
  tolerance: 0,
  variants: once(() =>
    (['fpn', 'nasFpn', 'bifpn', 'panet'] as const)
      .flatMap((network) => [5, 4, 6, 3, 7].map((level) => ({ network, level })))
      // Of those that let every input reach every output two are enough.
      .filter(
        ({ network, level }) => network === 'fpn' || network === 'nasFpn' || level === 3 || level === 7,
      ),
  ),
  truth: heardCount,
  slips: {
    otherWay: (of) => (of.network === 'fpn' ? unlike(heardCount(of), five.to - of.level + 1) : null),
    all: (of) => {
      const whole = levelCount({ network: of.network, ...five });
      const wayBack = of.network === 'fpn' && whole === five.to - of.level + 1;
      return wayBack ? null : unlike(heardCount(of), whole);
    },
  },
};

/** A neck whose nodes are stepped through, until one has heard both ends. */
export interface Stepped {
  readonly network: Network;
}
/** Of the figure of all topologies: which network, at which detector's size, after how many nodes. */
export interface Topology {
  readonly network: Network;
  readonly size: Size;
  readonly step: number;
}
/** The figure's cell: NAS-FPN exists for five levels alone. */
const cellShown = ({ network, size }: Pick<Topology, 'network' | 'size'>): CellOf => ({
  network,
  ...five,
  ...(network !== 'nasFpn' && { to: releasedDetector[size].maxLevel }),
});
/** Whether the last node of so many has heard the finest level and the coarsest. */
function hearsBothEnds(shown: Topology): boolean {
  const cell = cellShown(shown);
  const node = heardBy(cell)[levelCount(cell) + shown.step - 1];
  return shown.step > 0 && node !== undefined && node.has(cell.from) && node.has(cell.to);
}
function firstToHear(shown: Pick<Topology, 'network' | 'size'>): number {
  const steps = nodesOf(cellShown(shown)).map((_, i) => i + 1);
  return steps.find((step) => hearsBothEnds({ ...shown, step })) ?? Number.NaN;
}
/** Nodes before one that has heard both ends, and itself. */
const earliest = (shown: Topology) => shown.step === firstToHear(shown);

/** Nodes that the figure shows: a cell has fewer of them than its knob may have steps. */
const drawn = (shown: Topology) => Math.min(shown.step, nodesOf(cellShown(shown)).length);

export const bothEnds: Arrange<Stepped, Topology> = {
  kind: 'set',
  id: 'both-ends',
  goal: 'paths',
  figure: 'pyramid-topologies',
  variants: () => (['panet', 'bifpn', 'nasFpn', 'fpn'] as const).map((network) => ({ network })),
  conditions: {
    network: (shown, { network }) => ({ met: shown.network === network, value: shown.network }),
    hears: (shown) => ({ met: hearsBothEnds(shown), value: drawn(shown) }),
    first: (shown) => ({ met: earliest(shown), value: drawn(shown) }),
  },
  accepted: ({ network }, draw) => {
    const size = sizes[Math.floor(draw() * sizes.length)] ?? 'D0';
    return { network, size, step: firstToHear({ network, size }) };
  },
  slips: {
    oneEnd: {
      is: (shown, { network }) =>
        shown.network === network && shown.step > 0 && shown.step < firstToHear(shown),
      example: ({ network }) => ({ network, size: 'D0', step: firstToHear({ network, size: 'D0' }) - 1 }),
    },
    later: {
      is: (shown, { network }) => shown.network === network && shown.step > firstToHear(shown),
      example: ({ network }) => ({ network, size: 'D0', step: firstToHear({ network, size: 'D0' }) + 1 }),
    },
  },
};

/** A detector's size; its neck in turn is each of five. */
export interface SizeOf {
  readonly size: 'D0' | 'D1' | 'D2' | 'D4';
}
const necksAt = kept((size: SizeOf['size']) => costsAt(size).necks);
export const fiveNecks: Order<SizeOf> = {
  kind: 'order',
  id: 'five-necks',
  goal: 'paths',
  // In D3 two of them are too near to be told apart.
  variants: () => (['D0', 'D1', 'D2', 'D4'] as const).map((size) => ({ size })),
  items: ({ size }) => {
    const necks = necksAt(size);
    return networks.map((id) => ({ id, value: necks[id]?.multiplyAdds ?? Number.NaN }));
  },
  slips: {
    moreEdges: () =>
      networks.toSorted((a, b) => edgesOf({ network: b, ...five }) - edgesOf({ network: a, ...five })),
  },
};

export const whyBothWays: Explain<CellOf> = {
  kind: 'explain',
  id: 'why-both-ways',
  goal: 'paths',
  points: ['single', 'edge', 'heard'],
  variants: () => [{ network: 'bifpn', ...five }],
};
