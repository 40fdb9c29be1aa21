import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { atPhi, tables as words } from '../../words/en/figures/drag-phi.ts';
import { formatPhi } from '../../words/en/phi.ts';
import type { ChartLayout } from './chart-layout.ts';
import type { DragPhiView } from './view.ts';

/** The chart's data: every published network as printed, then the reader's with exact costs and no accuracy. */
export function chartTable(layout: ChartLayout, view: DragPhiView, network: ScaledNetwork): DataTable {
  const published = [...layout.points, ...layout.missing].map((point) => [
    words.name(point, view.task),
    point.accuracy,
    point.multiplyAdds?.value ?? null,
    point.parameters?.value ?? null,
    point.latency?.value ?? null,
    words.source(point),
  ]);
  return {
    name: `phi-${formatPhi(view.phi).replace('−', 'minus')}-${view.task}`,
    columns: words.chartColumns(view.task),
    rows: [
      ...published,
      [atPhi(view.phi), null, network.multiplyAdds, network.parameters, null, words.computed],
    ],
  };
}

/** The strip's data: each group of blocks, as rounded and as the formula has it. */
export function stripTable(network: ScaledNetwork): DataTable {
  const short = (value: number): number => Number(value.toFixed(2));
  return {
    name: 'network',
    columns: words.networkColumns,
    rows: network.groups.map((group) => [
      group.label,
      group.blocks,
      short(group.exact.blocks),
      group.side,
      short(group.exact.side),
      group.channels,
      short(group.exact.channels),
      group.multiplyAdds,
      group.parameters,
    ]),
  };
}
