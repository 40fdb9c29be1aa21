import type { RunFacts, StudyRecord } from '../../../models/study/recipe.ts';
import type { DataTable } from '../../parts/shell/table.ts';
import * as words from '../../words/en/figures/train-one.ts';

type Row = RunFacts & Pick<StudyRecord, 'seen' | 'validation'>;

/** To three digits: the rule gives depths and widths of many. */
const short = (value: number): number => Number(value.toFixed(3));

/** All runs, ours before the reader's. */
export function runsTable(ours: readonly Row[], yours: readonly Row[]): DataTable {
  const rows = (of: keyof typeof words.whose, runs: readonly Row[]) =>
    runs.map((run) => [
      ...[
        words.whose[of],
        short(run.depth),
        short(run.width),
        run.resolution,
        run.multiplyAdds,
        run.parameters,
      ],
      ...[run.seen, run.seed, run.gain ?? 0, Number((100 * run.validation).toFixed(1))],
    ]);
  return {
    name: 'train-one',
    columns: words.columns,
    rows: [...rows('ours', ours), ...rows('yours', yours)],
  };
}
