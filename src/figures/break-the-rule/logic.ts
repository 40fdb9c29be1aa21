import type { ScaledNetwork } from '../../../models/families/scaled-network.ts';
import {
  type ScaledRow,
  scaledB0Table7,
  scaledPeersTable3,
} from '../../../models/published/efficientnet/scaling.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { coefficients, table } from '../../words/en/figures/break-the-rule.ts';
import type { BreakTheRuleView } from './view.ts';

/** Published results of one network, scaled in single dimensions and in all. */
export function publishedRows(network: BreakTheRuleView['network']): readonly ScaledRow[] {
  return [...scaledB0Table7, ...scaledPeersTable3].filter((row) => row.network === network);
}

export function publishedTable(view: BreakTheRuleView, network: ScaledNetwork): DataTable {
  return {
    name: `scaled-${view.network}`,
    columns: table.columns,
    rows: [
      ...publishedRows(view.network).map((row) => [
        row.network,
        coefficients(row),
        row.multiplyAdds.value,
        row.top1,
        table.published(row),
      ]),
      ['EfficientNet-B0', table.own.scaling(view), network.multiplyAdds, null, table.own.source],
    ],
  };
}
