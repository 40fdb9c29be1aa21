import { anchorLevels, anchorScales } from '../blocks/anchors.ts';
import { fusionNodes } from '../blocks/fusion-nodes.ts';
import { fusionShares } from '../blocks/fusion-shares.ts';
import { type PyramidName, pyramids } from '../blocks/pyramids/pyramids.ts';
import { costsAt, type Network, networks, type Size, sizes } from '../facts/neck-costs.ts';
import { detector } from '../facts/necks.ts';
import { releasedDetector } from '../families/efficientdet/sizes.ts';
import { detectorBoxes } from '../published/efficientdet/training.ts';
import {
  type Arrange,
  type Choose,
  type Explain,
  exercise,
  kept,
  type Lesson,
  type Order,
  once,
  type Predict,
  type Quantity,
  type ReadOff,
} from './exercise.ts';

/** Lesson “Feature pyramids and BiFPN”: levels, what each neck hears and costs, and what its weights are. */

/** A sticker on a picture; its side as a part of the picture's. */
export interface Sticker {
  readonly picture: number;
  readonly size: number;
}
/** Intersection over union of two squares with one middle. */
const concentric = (a: number, b: number) => (Math.min(a, b) / Math.max(a, b)) ** 2;
const { anchorScale, maxLevel, resolution } = releasedDetector.D0;
const levelsOf = (picture: number) => anchorLevels({ size: [picture, picture], maxLevel });
/** The square anchors of a level of D0, in pixels. */
export const squareAnchors = (level: number): readonly number[] =>
  anchorScales.map((scale) => anchorScale * 2 ** level * scale);

export const whichLevel: Predict<Sticker> = {
  kind: 'predict',
  id: 'which-level',
  goal: null,
  variants: () => [0.5, 0.1, 1, 0.25, 0.75].map((size) => ({ picture: resolution, size })),
  truth: ({ picture, size }) => {
    const fits = levelsOf(picture).map(({ level }) => ({
      level,
      fit: Math.max(...squareAnchors(level).map((side) => concentric(side, size * picture))),
    }));
    return fits.sort((a, b) => b.fit - a.fit)[0]?.level ?? Number.NaN;
  },
};

/** What the table of stickers says of a run, as far as a level is read off it. */
interface TableRun {
  readonly stickers?: number;
  readonly boxes?: readonly { readonly score: number; readonly level: number }[];
}
const firstLevel = levelsOf(resolution)[0]?.level ?? Number.NaN;
export const ownLevel: ReadOff<null> = {
  kind: 'read',
  id: 'own-level',
  goal: 'levels',
  figure: 'sticker-table',
  variants: () => [null],
  // With one sticker on the table there is one level to be named.
  measured: (result) => {
    const { stickers, boxes = [] } = (result ?? {}) as TableRun;
    const surest = boxes.toSorted((a, b) => b.score - a.score)[0];
    return stickers === 1 && surest !== undefined ? [surest.level] : null;
  },
  band: ([level = 0]) => ({ value: level, from: level, to: level }),
  slips: { countedFromOne: ([level = 0]) => level - firstLevel + 1 },
};

/** A level of a square picture. */
export interface LevelOf {
  readonly picture: number;
  readonly level: number;
}
const pictures = [512, 640, 768, 896, 1024, 1280, 1536];
const levelAt = ({ picture, level }: LevelOf) => {
  const found = levelsOf(picture).find((each) => each.level === level);
  if (found === undefined) throw new RangeError(`There is no level ${level}.`);
  return found;
};
const cellsAt = (of: LevelOf) => levelAt(of).cells[0] * levelAt(of).cells[1];
/** Every picture at the levels given, the first of these first. */
const levelsIn = (levels: readonly number[]) =>
  levels.flatMap((level) => pictures.map((picture) => ({ picture, level })));

export const cells: Quantity<LevelOf> = {
  kind: 'number',
  id: 'cells',
  goal: 'levels',
  tolerance: 0,
  variants: () => levelsIn([5, 4, 3, 6]),
  truth: cellsAt,
  slips: {
    oneSide: (of) => levelAt(of).cells[0],
    levelBefore: (of) => cellsAt(of) * 4,
    anchors: (of) => levelAt(of).count,
  },
};

export const anchorShare: Quantity<LevelOf> = {
  kind: 'number',
  id: 'anchor-share',
  goal: 'levels',
  tolerance: 0.01,
  variants: () => levelsIn([3, 4, 5]),
  truth: (of) => levelAt(of).count / levelsOf(of.picture).reduce((sum, { count }) => sum + count, 0),
  slips: {
    equal: ({ picture }) => 1 / levelsOf(picture).length,
    halved: ({ picture, level }) => 0.5 ** (level - (levelsOf(picture)[0]?.level ?? 0) + 1),
    sides: (of) =>
      levelAt(of).cells[0] / levelsOf(of.picture).reduce((sum, { cells: [side] }) => sum + side, 0),
  },
};

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
const nodesOf = ({ network, from, to }: CellOf) => pyramids[network].nodes(from, to);
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

const edgesOf = (of: CellOf) => nodesOf(of).reduce((sum, { inputs }) => sum + inputs.length, 0);
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
const five = { from: 3, to: 7 } as const;
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
  variants: () => (['panet', 'bifpn', 'nasFpn'] as const).map((network) => ({ network })),
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

/** Raw weights of a node with two inputs. */
export interface Raw {
  readonly first: number;
  readonly second: number;
}
const sharesOf = (method: 'softmax' | 'fastNormalized', { first, second }: Raw) =>
  fusionShares({ method, epsilon: detectorBoxes.fusionEpsilon }, [first, second])[0] ?? Number.NaN;
/** By so much the two rules must differ, so that one is no answer to the other. */
const apart = 0.05;
const raws = once((): readonly Raw[] => {
  const values = [3, 2, 1, 4, 0.5, 2.5];
  const pairs = values.flatMap((first) => [1, 2, 3, 0.5, 1.5, 4].map((second) => ({ first, second })));
  return pairs.filter(
    (raw) =>
      raw.first !== raw.second &&
      Math.abs(sharesOf('softmax', raw) / sharesOf('fastNormalized', raw) - 1) > apart,
  );
});
const whole = ({ first }: Raw) => first;

export const softmaxShare: Quantity<Raw> = {
  kind: 'number',
  id: 'softmax-share',
  goal: 'shares',
  tolerance: 0.01,
  variants: raws,
  truth: (raw) => sharesOf('softmax', raw),
  slips: {
    ratio: (raw) => sharesOf('fastNormalized', raw),
    otherInput: (raw) => 1 - sharesOf('softmax', raw),
  },
};
export const fastShare: Quantity<Raw> = {
  kind: 'number',
  id: 'fast-share',
  goal: 'shares',
  tolerance: 0.01,
  variants: raws,
  truth: (raw) => sharesOf('fastNormalized', raw),
  slips: { difference: (raw) => sharesOf('softmax', raw), unnormalised: whole },
};

/** Shares by the fast rule that are to be so many to one. */
export interface ToOne {
  readonly ratio: number;
}
/** How far from the ratio asked is near enough, as a part of it: weights have two decimals. */
const near = 0.02;
const isNear = (value: number, wanted: number) => Math.abs(value / wanted - 1) <= near;
const ratioBy = (method: 'softmax' | 'fastNormalized', raw: Raw) =>
  sharesOf(method, raw) / sharesOf(method, { first: raw.second, second: raw.first });
const hundredths = (value: number) => Number(value.toFixed(2));

export const smallSum: Arrange<ToOne, Raw> = {
  kind: 'set',
  id: 'small-sum',
  goal: 'shares',
  figure: 'mix-two-maps',
  variants: () => [3, 2, 4, 1.5].map((ratio) => ({ ratio })),
  conditions: {
    ratio: (raw, { ratio }) => {
      const value = ratioBy('fastNormalized', raw);
      return { met: isNear(value, ratio), value };
    },
    sum: (raw) => ({ met: raw.first + raw.second < 1, value: raw.first + raw.second }),
  },
  accepted: ({ ratio }, draw) => {
    const second = (1 + Math.floor(draw() * 8)) / 50;
    return { first: hundredths(ratio * second), second };
  },
  slips: {
    sumForgotten: {
      is: (raw, { ratio }) => isNear(ratioBy('fastNormalized', raw), ratio) && raw.first + raw.second >= 1,
      example: ({ ratio }) => ({ first: ratio, second: ratio / ratio }),
    },
    softmax: {
      is: (raw, { ratio }) => isNear(ratioBy('softmax', raw), ratio),
      example: ({ ratio }) => ({ first: hundredths(0.5 + Math.log(ratio)), second: 0.5 }),
    },
  },
};

/** How many numbers a detector's neck weighs its maps with. */
export interface Weights {
  readonly size: 'D0' | 'D1' | 'D2' | 'D3' | 'D4';
}
export const cellsIn = ({ size }: Weights) => releasedDetector[size].cells;
const oneCell = () => edgesOf({ network: 'bifpn', ...five });
const fusionInputs = kept((size: Weights['size']) =>
  fusionNodes(detector(size)).reduce((sum, { inputs }) => sum + inputs.length, 0),
);
export const fusionWeights: Quantity<Weights> = {
  kind: 'number',
  id: 'fusion-weights',
  goal: 'learned',
  tolerance: 0,
  variants: () => (['D0', 'D1', 'D2', 'D3', 'D4'] as const).map((size) => ({ size })),
  truth: ({ size }) => fusionInputs(size),
  slips: {
    oneCell,
    nodes: (of) => nodesOf({ network: 'bifpn', ...five }).length * cellsIn(of),
    channels: (of) => oneCell() * cellsIn(of) * releasedDetector[of.size].width,
  },
};

/** What a neck weighs its maps by, counted in the graph: numbers of the checkpoint, and maps that another map was multiplied by. */
export interface Weighing {
  readonly network: 'bifpn' | 'nasFpn';
  readonly learned: number;
  readonly computed: number;
}
function weighingOf(network: Weighing['network']): Weighing {
  const graph = detector('D0', network);
  const parameters = new Set(graph.parameters.map(({ name }) => name));
  const fusions = fusionNodes(graph).filter(({ parameter }) => parameters.has(parameter));
  return {
    network,
    learned: fusions.reduce((sum, { inputs }) => sum + inputs.length, 0),
    computed: graph.ops.filter(({ kind, name }) => kind === 'multiply' && name.startsWith('neck/')).length,
  };
}
export const attends: Choose<Weighing> = {
  kind: 'fault',
  id: 'attends',
  goal: 'learned',
  options: ['places', 'picture', 'both', 'neither'],
  variants: once(() => [weighingOf('bifpn'), weighingOf('nasFpn')]),
  // Neither has a weight for each place; what a gate computes follows the picture, what a checkpoint holds does not.
  truth: ({ computed }) => (computed > 0 ? 'neither' : 'picture'),
};

export const whyBothWays: Explain<CellOf> = {
  kind: 'explain',
  id: 'why-both-ways',
  goal: 'paths',
  points: ['single', 'edge', 'heard'],
  variants: () => [{ network: 'bifpn', ...five }],
};

export const necksLesson: Lesson = {
  id: 'feature-pyramids-and-bifpn',
  version: 1,
  minutes: 90,
  goals: ['levels', 'paths', 'shares', 'learned'],
  exercises: [
    exercise(whichLevel),
    exercise(ownLevel),
    exercise(cells),
    exercise(anchorShare),
    exercise(nodes),
    exercise(edges),
    exercise(heard),
    exercise(bothEnds),
    exercise(fiveNecks),
    exercise(softmaxShare),
    exercise(fastShare),
    exercise(smallSum),
    exercise(fusionWeights),
    exercise(attends),
    exercise(whyBothWays),
  ],
};
