import { cocoTable2 } from '../../../models/published/efficientdet/coco.ts';
import { imageNetTable2 } from '../../../models/published/efficientnet/imagenet.ts';
import type { Printed } from '../../../models/published/row.ts';
import type { DrawingSize } from '../../parts/charts/drawing-size.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { columns } from '../../words/en/figures/peers.ts';
import type { PeersView } from './view.ts';

/** A peer of Table 2 beside the network that the table compares it with. */
export interface Pair {
  readonly peer: string;
  readonly own: string;
  readonly peerAmount: Printed;
  readonly ownAmount: Printed;
  /** As the table prints it. */
  readonly ratio: Printed;
  /** Of the two printed amounts. */
  readonly computedRatio: number;
  /** Percent; null where the paper gives no comparable number. */
  readonly peerAccuracy: number | null;
  readonly ownAccuracy: number | null;
}

/** Whether the printed ratio and the printed amounts tell different stories (by more than their rounding can explain). */
export function disagrees({ ratio, computedRatio }: Pair): boolean {
  return Math.abs(ratio.value / computedRatio - 1) > 0.1;
}

interface Row {
  readonly name: string;
  readonly own: string;
  readonly isOwn: boolean;
  readonly amount: Printed | null;
  readonly ratio: Printed | null;
  readonly accuracy: number | null;
}

function rowsOf({ task, measure }: PeersView): readonly Row[] {
  const cost = measure === 'cost';
  if (task === 'imagenet')
    return imageNetTable2.map((row) => ({
      name: row.model,
      own: row.comparedWith,
      isOwn: row.model === `EfficientNet-${row.comparedWith}`,
      amount: cost ? row.multiplyAdds : row.parameters,
      ratio: cost ? row.multiplyAddsRatio : row.parametersRatio,
      accuracy: row.top1,
    }));
  return cocoTable2.map((row) => ({
    name: row.input === '' ? row.model : `${row.model} ${row.input}`,
    own: row.comparedWith,
    isOwn: row.detector === row.comparedWith,
    amount: cost ? row.multiplyAdds : row.parameters,
    ratio: cost ? row.multiplyAddsRatio : row.parametersRatio,
    accuracy: row.ap,
  }));
}

/** Table 2's pairs that have a number, the largest ratio first. */
export function pairsOf(view: PeersView): readonly Pair[] {
  const rows = rowsOf(view);
  return rows
    .flatMap((row): Pair[] => {
      const own = rows.find((each) => each.isOwn && each.own === row.own);
      if (row.isOwn || !own?.amount || !row.amount || !row.ratio) return [];
      return [
        {
          peer: row.name,
          own: row.own,
          peerAmount: row.amount,
          ownAmount: own.amount,
          ratio: row.ratio,
          computedRatio: row.amount.value / own.amount.value,
          peerAccuracy: row.accuracy,
          ownAccuracy: row.accuracy === null ? null : own.accuracy,
        },
      ];
    })
    .sort((a, b) => b.ratio.value - a.ratio.value || b.peerAmount.value - a.peerAmount.value);
}

/** One pair as two squares that share a corner; areas are to scale, and the scale is that of all squares. */
export interface Cell {
  readonly pair: Pair;
  readonly x: number;
  readonly y: number;
  /** Left edge and foot of both squares. */
  readonly left: number;
  readonly foot: number;
  readonly peerSide: number;
  readonly ownSide: number;
}

export interface PeersLayout {
  readonly width: number;
  readonly height: number;
  readonly cellWidth: number;
  readonly fontSize: number;
  readonly cells: readonly Cell[];
}

const sizes = {
  wide: { columns: 5, cellWidth: 176, square: 132, gap: 24, fontSize: 13 },
  narrow: { columns: 2, cellWidth: 150, square: 118, gap: 16, fontSize: 12 },
} as const;

/** Lays the pairs out in rows, feet of the squares on one line; a row is as high as its largest square. */
export function layoutPeers(pairs: readonly Pair[], size: DrawingSize): PeersLayout {
  const { columns, cellWidth, square, gap, fontSize } = sizes[size];
  const largest = Math.max(...pairs.map(({ peerAmount }) => peerAmount.value));
  const side = (value: number): number => square * Math.sqrt(value / largest);
  const cells: Cell[] = [];
  let y = 0;
  for (let start = 0; start < pairs.length; start += columns) {
    const row = pairs.slice(start, start + columns);
    const high = Math.max(...row.map(({ peerAmount }) => side(peerAmount.value)));
    row.forEach((pair, column) => {
      const x = column * (cellWidth + gap);
      cells.push({
        pair,
        x,
        y,
        left: x + 1,
        foot: y + high + 1,
        peerSide: side(pair.peerAmount.value),
        ownSide: side(pair.ownAmount.value),
      });
    });
    y += high + fontSize * 6.4;
  }
  return { width: columns * cellWidth + (columns - 1) * gap, height: y, cellWidth, fontSize, cells };
}

/** A peer's name as a cell has room for. */
export function shortName(name: string): string {
  return name
    .replace('Detectron2 ', '')
    .replace('ResNet-50 + NAS-FPN', 'R50 + NAS-FPN')
    .replace('AmoebaNet + NAS-FPN + AA', 'Amoeba + NAS-FPN');
}

export function peersTable(view: PeersView, pairs: readonly Pair[]): DataTable {
  return {
    name: `peers-${view.task}-${view.measure}`,
    columns: columns(view.measure),
    rows: pairs.map((pair) => [
      pair.peer,
      pair.peerAmount.value,
      pair.own,
      pair.ownAmount.value,
      pair.ratio.value,
      Number(pair.computedRatio.toPrecision(3)),
      pair.peerAccuracy,
      pair.ownAccuracy,
    ]),
  };
}
