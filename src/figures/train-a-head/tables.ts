import type { Judgement } from '../../../models/heads/judgement.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import { measureColumns } from '../../words/en/figures/train-a-head.ts';

/** The measures of each class, to be taken home; empty where a quotient by nothing would stand. */
export function measuresTable(names: readonly string[], { perClass }: Judgement): DataTable {
  return {
    name: 'measures',
    columns: measureColumns,
    rows: perClass.map(({ precision, recall, specificity, f1, support, predicted }, i) => [
      names[i] ?? '',
      predicted === 0 ? null : precision,
      support === 0 ? null : recall,
      specificity,
      f1,
      support,
    ]),
  };
}
