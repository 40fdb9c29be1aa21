import type { FusionNode } from '../../../models/blocks/fusion-nodes.ts';
import { fusionShares } from '../../../models/blocks/fusion-shares.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import type { Changes } from './changes.ts';
import { rawOf, sourceOf } from './logic.ts';

/** A map of the neck as drawn: one that enters what is drawn of it, or a node. */
export interface Place {
  /** `P3`, or a node's key. */
  readonly id: string;
  readonly level: number;
  readonly x: number;
  readonly y: number;
  /** Which node it is, in running order; absent for a map that enters the neck. */
  readonly index: number | undefined;
}

/** An input of a node as drawn, as thick as its share. */
export interface Edge {
  readonly id: string;
  readonly to: string;
  readonly input: number;
  readonly path: string;
  readonly share: number;
  readonly cut: boolean;
}

export interface CellsLayout {
  readonly width: number;
  readonly height: number;
  readonly radius: number;
  readonly places: readonly Place[];
  readonly edges: readonly Edge[];
  readonly levels: readonly { readonly level: number; readonly y: number }[];
  readonly cells: readonly { readonly cell: number; readonly left: number; readonly right: number }[];
}

const sizes = {
  wide: { column: 84, row: 62, radius: 15, left: 44, top: 30 },
  narrow: { column: 44, row: 50, radius: 12, left: 24, top: 24 },
} as const;

/** How many cells a narrow screen has room for. */
const narrowCells = 3;

/** The cells that a narrow drawing shows, with the one of the node that is open among them. */
export function cellsAround(
  nodes: readonly FusionNode[],
  open: number,
): readonly [first: number, count: number] {
  const cells = 1 + Math.max(-1, ...nodes.map(({ cell }) => cell));
  const first = Math.min((nodes[open]?.cell ?? 0) - 1, cells - narrowCells);
  return [Math.max(0, first), Math.min(cells, narrowCells)];
}

/**
 * Lays the neck out: a row a level, the coarsest on top, cell after cell from left to right.
 * @param part The cells to draw; what enters the first of them stands to their left.
 */
export function layoutCells(
  all: readonly FusionNode[],
  learned: Readonly<Record<string, readonly number[]>>,
  changes: Changes,
  size: DrawingSize,
  part?: readonly [first: number, count: number],
): CellsLayout {
  const { column, row, radius, left, top } = sizes[size];
  const first = part?.[0] ?? 0;
  const nodes = all.filter(
    ({ cell }) => cell >= first && cell < first + (part?.[1] ?? Number.POSITIVE_INFINITY),
  );
  const levels = [
    ...new Set(nodes.flatMap(({ level, inputs }) => [level, ...inputs.map((i) => i.level)])),
  ].sort((a, b) => b - a);
  const y = (level: number) => top + levels.indexOf(level) * row;
  const cells = 1 + Math.max(-1, ...nodes.map(({ cell }) => cell - first));
  const at = (cell: number, level: number) =>
    nodes.filter((each) => each.cell === cell && each.level === level);
  const columns = Math.max(1, ...nodes.map(({ cell, level }) => at(cell, level).length));
  const x = (position: number) => left + position * column;
  const places: Place[] = [
    ...levels.map((level) => {
      const before = all.findLastIndex((each) => each.cell < first && each.level === level);
      const id = all[before]?.key ?? `P${level}`;
      return { id, level, x: x(0), y: y(level), index: before < 0 ? undefined : before };
    }),
    ...nodes.map((node) => {
      const same = at(node.cell, node.level);
      const position = 1 + (node.cell - first) * columns + columns - same.length + same.indexOf(node);
      return { id: node.key, level: node.level, x: x(position), y: y(node.level), index: all.indexOf(node) };
    }),
  ];
  const placeOf = (id: string) => places.find((each) => each.id === id);
  const edges = nodes.flatMap((node) => {
    const raw = rawOf(node, learned, changes);
    const shares = fusionShares(node, raw);
    return node.inputs.flatMap((_, input): Edge[] => {
      const [from, to] = [placeOf(sourceOf(all, node, input)), placeOf(node.key)];
      if (!from || !to) return [];
      const share = shares[input] ?? 0;
      const cut = share === 0;
      return [
        {
          id: `${node.key}:${input}`,
          to: node.key,
          input,
          path: curve(from, to, column, row, radius),
          share,
          cut,
        },
      ];
    });
  });
  return {
    width: x(cells * columns) + left,
    height: y(levels.at(-1) ?? 0) + top + 16,
    radius,
    places,
    edges,
    levels: levels.map((level) => ({ level, y: y(level) })),
    cells: Array.from({ length: cells }, (_, cell) => ({
      cell: first + cell,
      left: x(1 + cell * columns) - column / 2,
      right: x((cell + 1) * columns) + column / 2,
    })),
  };
}

/** A straight edge; one that would pass through a node on its own row bends around it. */
function curve(from: Place, to: Place, column: number, row: number, radius: number): string {
  const far = from.y === to.y && to.x - from.x > column * 1.5;
  const number = (value: number) => value.toFixed(1);
  if (far) {
    const lift = from.y - row * 0.52;
    const middle = (from.x + to.x) / 2;
    return `M${number(from.x + radius * 0.7)} ${number(from.y - radius * 0.7)}Q${number(middle)} ${number(lift)} ${number(to.x - radius * 0.7)} ${number(to.y - radius * 0.7)}`;
  }
  const length = Math.hypot(to.x - from.x, to.y - from.y) || 1;
  const [dx, dy] = [((to.x - from.x) / length) * radius, ((to.y - from.y) / length) * radius];
  return `M${number(from.x + dx)} ${number(from.y + dy)}L${number(to.x - dx)} ${number(to.y - dy)}`;
}
