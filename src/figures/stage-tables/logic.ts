import { stageTable, type Tabled, type TableStage, tabled } from '../../../models/facts/stage-tables.ts';

/** A stage as it is drawn; a network that has no such stage has null there. */
export interface DrawnStage {
  readonly stage: number;
  readonly own: TableStage | null;
  readonly beside: TableStage | null;
}

const tables = Object.fromEntries(tabled.map((name) => [name, stageTable(name)])) as Readonly<
  Record<Tabled, readonly TableStage[]>
>;
const every = Object.values(tables).flat();

/** Over all networks, so that a bar means the same in each. */
export const most = {
  layers: Math.max(...every.map(({ layers }) => layers)),
  channels: Math.max(...every.map(({ channels }) => channels)),
};

/** The stages of two networks side by side, as many as any network has. */
export function drawnStages(network: Tabled, beside: Tabled): readonly DrawnStage[] {
  const stages = Math.max(...every.map(({ stage }) => stage));
  return Array.from({ length: stages }, (_, at) => ({
    stage: at + 1,
    own: tables[network][at] ?? null,
    beside: tables[beside][at] ?? null,
  }));
}

/** The first stage that no release has fused. */
export const lateFrom = 4;

/** What a table comes to. */
export interface TableSum {
  readonly stages: number;
  readonly blocks: number;
  readonly fused: number;
  /** Of the blocks, those from `lateFrom` on. */
  readonly late: number;
}

export function sumOf(network: Tabled): TableSum {
  const own = tables[network];
  const blocks = (stages: readonly TableStage[]) => stages.reduce((sum, { layers }) => sum + layers, 0);
  return {
    stages: own.length,
    blocks: blocks(own),
    fused: own.filter(({ kind }) => kind === 'fused').length,
    late: blocks(own.slice(lateFrom - 1)) / blocks(own),
  };
}
