import { type BlockKind, type StageVersions, stageVersions } from '../../../models/facts/fused-blocks.ts';
import type { Cost } from '../../../models/operators/cost.ts';
import type { FusedBlocksView } from './view.ts';

/** A measure of a stage's cost; `intensity` in multiply-adds a byte moved. */
export function amountOf(cost: Cost, measure: FusedBlocksView['measure']): number {
  return measure === 'intensity' ? cost.multiplyAdds / cost.bytesMoved : cost[measure];
}

/** A stage with both of its bars. */
export interface StageBars extends StageVersions {
  readonly bars: readonly {
    readonly kind: BlockKind;
    readonly amount: number;
    /** Of the longest bar of all. */
    readonly share: number;
    readonly released: boolean;
  }[];
}

const kinds = ['inverted', 'fused'] as const;

export function stageBars({ network, measure }: FusedBlocksView): readonly StageBars[] {
  const stages = stageVersions(network);
  const longest = Math.max(
    ...stages.flatMap(({ costs }) => kinds.map((kind) => amountOf(costs[kind], measure))),
  );
  return stages.map((stage) => ({
    ...stage,
    bars: kinds.map((kind) => {
      const amount = amountOf(stage.costs[kind], measure);
      return { kind, amount, share: amount / longest, released: kind === stage.released };
    }),
  }));
}

/** Fused against MBConv over the stages that were released fused, and over the others. */
export function ratios(network: FusedBlocksView['network'], measure: 'multiplyAdds' | 'bytesMoved') {
  const stages = stageVersions(network);
  const over = (released: BlockKind) => {
    const own = stages.filter((stage) => stage.released === released);
    const sum = (kind: BlockKind) => own.reduce((total, { costs }) => total + costs[kind][measure], 0);
    return sum('fused') / sum('inverted');
  };
  return { early: over('fused'), late: over('inverted') };
}
