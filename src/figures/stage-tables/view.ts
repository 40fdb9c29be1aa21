import type { Tabled } from '../../../models/facts/stage-tables.ts';
import { choiceProperty } from '../../parts/shell/property.ts';
import type { Schema } from '../../parts/shell/schema.ts';

/** Whose stages are drawn, and whose are outlined behind them. */
export interface StageTablesView {
  readonly network: Tabled;
  readonly beside: Tabled;
}

const keys = {
  'V1-B0': 'v1b0',
  'V1-B7': 'v1b7',
  'V2-B0': 'v2b0',
  'V2-S': 'v2s',
  'V2-M': 'v2m',
  'V2-L': 'v2l',
} as const satisfies Readonly<Record<Tabled, string>>;

export const stageTablesSchema: Schema<StageTablesView> = {
  id: 'stage-tables',
  version: 1,
  properties: {
    network: choiceProperty<Tabled>('net', 'V2-S', keys),
    beside: choiceProperty<Tabled>('with', 'V1-B0', keys),
  },
};
