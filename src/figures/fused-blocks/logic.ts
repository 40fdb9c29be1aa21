import {
  type BlockKind,
  type StageVersions,
  stagePlaces,
  stageVersions,
  timedGraph,
} from '../../../models/facts/fused-blocks.ts';
import { type Cost, cost } from '../../../models/operators/cost.ts';
import { fold } from '../../../models/operators/fold.ts';
import { type Spread, spreadOf } from '../../parts/runs/statistics.ts';
import { fewestRounds, type TimedEngine, takeTurns } from '../../parts/runs/take-turns.ts';
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

/** Milliseconds after which a stage gets no more rounds than the fewest. */
const longStage = 4000;

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

/** Milliseconds of runs, by stage and kind of block. */
export type StageRuns = ReadonlyMap<number, ReadonlyMap<string, readonly number[]>>;

/** What both kinds of the block that a stage repeats cost, and took here. */
export interface TimedStage {
  readonly stage: number;
  readonly released: BlockKind;
  /** Fused over MBConv. */
  readonly multiplyAdds: number;
  readonly bytesMoved: number;
  /** Null below three runs of both. */
  readonly here: {
    readonly inverted: Spread;
    readonly fused: Spread;
    readonly ratio: number;
    /** `even` where the middle halves of the runs overlap. */
    readonly fusedIs: 'faster' | 'slower' | 'even';
  } | null;
}

function compared(inverted: Spread, fused: Spread): NonNullable<TimedStage['here']> {
  const fusedIs =
    fused.upperQuartile < inverted.lowerQuartile
      ? 'faster'
      : fused.lowerQuartile > inverted.upperQuartile
        ? 'slower'
        : 'even';
  return { inverted, fused, ratio: fused.median / inverted.median, fusedIs };
}

/** The stages of a network, with what was measured of them. */
export function timedStages(network: FusedBlocksView['network'], runs: StageRuns): readonly TimedStage[] {
  return stagePlaces(network).map(({ stage, released }) => {
    const costOf = (kind: BlockKind) => cost(fold(timedGraph(network, stage, kind)));
    const [inverted, fused] = [costOf('inverted'), costOf('fused')];
    const own = kinds.map((kind) => runs.get(stage)?.get(kind) ?? []);
    const enough = own.every((each) => each.length >= fewestRounds);
    const [slow, quick] = own.map(spreadOf);
    return {
      stage,
      released,
      multiplyAdds: fused.multiplyAdds / inverted.multiplyAdds,
      bytesMoved: fused.bytesMoved / inverted.bytesMoved,
      here: enough && slow && quick ? compared(slow, quick) : null,
    };
  });
}

/**
 * Times both kinds of every stage's block, stage by stage, so that a device holds two of them at once. What was measured before the
 * signal fires is kept.
 */
export async function measureStages(
  network: FusedBlocksView['network'],
  engine: TimedEngine,
  { signal, onRound }: { readonly signal: AbortSignal; readonly onRound: (runs: StageRuns) => void },
): Promise<void> {
  const all = new Map<number, ReadonlyMap<string, readonly number[]>>();
  for (const { stage } of stagePlaces(network)) {
    if (signal.aborted) return;
    const forms = kinds.map((kind) => ({ id: kind, graph: timedGraph(network, stage, kind) }));
    await takeTurns(forms, engine, {
      signal,
      longMilliseconds: longStage,
      onRound: (runs) => onRound(new Map(all.set(stage, runs))),
    });
  }
}
