import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { atPhi, ours, tables as words } from '../../words/en/figures/drag-phi.ts';
import { formatPhi } from '../../words/en/phi.ts';
import type { ChartLayout } from './chart-layout.ts';
import type { DragPhiView } from './view.ts';

/** The chart's data: every published network as printed, or ours as measured, then the reader's with exact costs and no accuracy. */
export function chartTable(layout: ChartLayout, view: DragPhiView, network: ScaledNetwork): DataTable {
  const { task } = view;
  const name = `phi-${formatPhi(view.phi).replace('−', 'minus')}-${task}`;
  if (task === 'ours') return { name, ...ourTable(layout, view, network) };
  const published = [...layout.points, ...layout.missing].map((point) => [
    words.name(point, task),
    point.accuracy,
    point.multiplyAdds?.value ?? null,
    point.parameters?.value ?? null,
    point.latency?.value ?? null,
    words.source(point),
  ]);
  return {
    name,
    columns: words.chartColumns(task),
    rows: [
      ...published,
      [atPhi(view.phi), null, network.multiplyAdds, network.parameters, null, words.computed],
    ],
  };
}

const hundredths = (value: number | undefined): number | null =>
  value === undefined ? null : Number(value.toFixed(2));

/** What was measured, network by network; of the reader's the costs alone. */
function ourTable({ points }: ChartLayout, { phi }: DragPhiView, network: ScaledNetwork) {
  return {
    columns: ours.columns,
    rows: [
      ...points.map(({ name, accuracy, seeds, multiplyAdds, parameters }) => [
        ...[name, hundredths(accuracy), hundredths(seeds?.least), hundredths(seeds?.most)],
        ...[seeds?.count ?? null, multiplyAdds?.value ?? null, parameters?.value ?? null],
      ]),
      [atPhi(phi), null, null, null, null, network.multiplyAdds, network.parameters],
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
