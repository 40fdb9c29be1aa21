import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import {
  type ScaledRow,
  scaledB0Table7,
  scaledPeersTable3,
} from '../../../models/published/efficientnet/scaling.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import type { BreakTheRuleView } from './view.ts';

/** Published results of one network, scaled in single dimensions and in all. */
export function publishedRows(network: BreakTheRuleView['network']): readonly ScaledRow[] {
  return [...scaledB0Table7, ...scaledPeersTable3].filter((row) => row.network === network);
}

/** `d = 1.4, w = 1.2, r = 1.3`, or what the paper says instead. */
export function coefficients(row: ScaledRow): string {
  if (row.scaling === 'baseline') return 'baseline';
  if (row.depth === null) return 'compound';
  if (row.scaling === 'depth') return `d = ${row.depth}`;
  if (row.scaling === 'width') return `w = ${row.width}`;
  if (row.scaling === 'resolution') return `r = ${row.resolution}`;
  return `d = ${row.depth}, w = ${row.width}, r = ${row.resolution}`;
}

export function publishedTable(view: BreakTheRuleView, network: ScaledNetwork): DataTable {
  return {
    name: `scaled-${view.network}`,
    columns: ['network', 'scaling', 'multiply-adds', 'ImageNet top-1 (%)', 'source'],
    rows: [
      ...publishedRows(view.network).map((row) => [
        row.network,
        coefficients(row),
        row.multiplyAdds.value,
        row.top1,
        `Tan & Le 2019, ${row.source[0]?.where ?? ''}`,
      ]),
      [
        'EfficientNet-B0',
        `d = ${view.depth}, w = ${view.width}, r = ${view.resolution}`,
        network.multiplyAdds,
        null,
        'computed; no network was trained here',
      ],
    ],
  };
}
