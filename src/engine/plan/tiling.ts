import { type Graph, opAt } from '../../../models/graph/graph.ts';
import { isKind } from './draft.ts';
import type { Part, PointwisePart, ProgramName, SeparablePart, WindowPart } from './step.ts';

/** How the threads of a workgroup share a 1 × 1 layer: `columns` groups of four channels, `rows` × `cells` cells, `splits` parts of the sum. */
export interface Tiling {
  readonly columns: number;
  readonly rows: number;
  readonly cells: number;
  readonly splits: number;
}

/** From the largest tile, which reads each value the fewest times, to the smallest, which gives the most workgroups. */
const tilings: readonly Tiling[] = [
  { columns: 8, rows: 8, cells: 8, splits: 1 },
  { columns: 8, rows: 8, cells: 4, splits: 1 },
  { columns: 8, rows: 4, cells: 4, splits: 2 },
  { columns: 8, rows: 2, cells: 4, splits: 4 },
  { columns: 4, rows: 2, cells: 4, splits: 8 },
];

/** Workgroups under which a card has idle cores. */
const enoughWorkgroups = 128;

const up = (value: number, step: number): number => Math.ceil(value / step);
const groupsOfFour = (channels: number): number => up(channels, 4);

function pointwiseWorkgroups(
  graph: Graph,
  { layer }: PointwisePart,
  { columns, rows, cells }: Tiling,
): number {
  const [height, width, channels] = opAt(graph, layer).shape;
  return up(height * width, rows * cells) * up(groupsOfFour(channels), columns);
}

/** What a tiling is called where it is kept. */
export const nameOf = ({ columns, rows, cells, splits }: Tiling): string =>
  [columns, rows, cells, splits].join(' ');

/** What they are called, from the largest to the smallest. */
export const tilingNames: readonly string[] = tilings.map(nameOf);

/** Tilings that were measured to be faster on a device than the usual ones, by the shape of the layer. */
export type Tuning = ReadonlyMap<string, string>;

export const untuned: Tuning = new Map();

const innerOf = (graph: Graph, { layer }: PointwisePart): number =>
  opAt(graph, opAt(graph, layer).inputs[0] ?? 0).shape[2];

/** What a tiling's speed depends on: cells, channels read and made of each part, and what is done as they are read: `196×672>112 excite`. */
export function shapeKey(graph: Graph, parts: readonly PointwisePart[]): string {
  const each = parts.map((part) => {
    const [height, width, channels] = opAt(graph, part.layer).shape;
    return `${height * width}×${innerOf(graph, part)}>${channels}`;
  });
  const { gate, mean } = parts[0] as PointwisePart;
  return `${each.join(' + ')} ${gate.kind}${mean === null ? '' : ' mean'}`;
}

/** Those that a layer can have, from the largest to the smallest, and which of them it has unless it was measured. */
function fittingTilings(
  graph: Graph,
  parts: readonly PointwisePart[],
): { readonly fitting: readonly Tiling[]; readonly usual: number } {
  const inner = Math.min(...parts.map((part) => groupsOfFour(innerOf(graph, part))));
  const fitting = tilings.filter(({ splits }) => splits === 1 || inner >= 4 * splits);
  const enough = fitting.findIndex(
    (tiling) =>
      parts.reduce((sum, part) => sum + pointwiseWorkgroups(graph, part, tiling), 0) >= enoughWorkgroups,
  );
  return { fitting, usual: enough === -1 ? fitting.length - 1 : enough };
}

/** The usual tiling of a layer, and those next to it: what is worth measuring. */
export function candidateTilings(graph: Graph, parts: readonly PointwisePart[]): readonly Tiling[] {
  const { fitting, usual } = fittingTilings(graph, parts);
  return [usual, usual - 1, usual + 1].flatMap((at) => fitting[at] ?? []);
}

/** The tiling of a 1 × 1 layer, or of several side by side. */
export function pointwiseTiling(
  graph: Graph,
  parts: readonly PointwisePart[],
  tuning: Tuning = untuned,
): Tiling {
  const { fitting, usual } = fittingTilings(graph, parts);
  const measured = tuning.size === 0 ? undefined : tuning.get(shapeKey(graph, parts));
  return fitting.find((tiling) => nameOf(tiling) === measured) ?? (fitting[usual] as Tiling);
}

/** Cells of a depthwise layer that a workgroup makes: at most 64 workgroups leave sums behind each other. */
export function depthwiseCells(graph: Graph, { layer }: WindowPart): number {
  const [height, width] = opAt(graph, layer).shape;
  return up(Math.max(32, up(height * width, 64)), 8) * 8;
}

/** How many sums stand for a mean that a part leaves. */
export function tilesOf(graph: Graph, program: ProgramName, part: Part, tuning?: Tuning): number {
  if (program === 'depthwise') {
    const [height, width] = opAt(graph, (part as WindowPart).layer).shape;
    return up(height * width, depthwiseCells(graph, part as WindowPart));
  }
  if (program === 'pointwise') {
    const { rows, cells } = pointwiseTiling(graph, [part as PointwisePart], tuning);
    const [height, width] = opAt(graph, (part as PointwisePart).layer).shape;
    return up(height * width, rows * cells);
  }
  throw new RangeError(`The program ${program} takes no means.`);
}

/** Threads of every workgroup. */
const workgroupThreads = 64;

/** Workgroups that a part is given. `among`: the parts of its step. */
export function workgroupsOf(
  graph: Graph,
  program: ProgramName,
  part: Part,
  among: readonly Part[] = [part],
  tuning?: Tuning,
): number {
  const [height, width, channels] = opAt(graph, part.ops.at(-1) ?? 0).shape;
  const columns = groupsOfFour(channels);
  switch (program) {
    case 'pointwise':
      return pointwiseWorkgroups(
        graph,
        part as PointwisePart,
        pointwiseTiling(graph, among as readonly PointwisePart[], tuning),
      );
    case 'convolution': {
      const [h, w, c] = opAt(graph, (part as WindowPart).layer).shape;
      return up(h * w, 32) * up(groupsOfFour(c), 8);
    }
    case 'depthwise': {
      const [h, w, c] = opAt(graph, (part as WindowPart).layer).shape;
      return up(h * w, depthwiseCells(graph, part as WindowPart)) * up(groupsOfFour(c), 8);
    }
    case 'separable': {
      const [h, w] = opAt(graph, (part as SeparablePart).layer).shape;
      const { tile } = part as SeparablePart;
      return up(h, tile.height) * up(w, tile.width);
    }
    case 'dense':
      return up(columns, 8);
    case 'pool':
      return up(height * width * columns, workgroupThreads);
    case 'plain': {
      const op = opAt(graph, part.ops.at(-1) ?? 0);
      if (isKind(op, 'softmax')) return height * width;
      if (isKind(op, 'globalAveragePool')) return up(columns, 8);
      return up(height * width * columns, workgroupThreads);
    }
  }
}
