import { type Guideline, variantsOf } from '../../../models/facts/guidelines.ts';
import { cost } from '../../../models/operators/cost.ts';
import { guidelineTables } from '../../../models/published/shufflenet/guidelines.ts';
import { type Spread, spreadOf } from '../../parts/runs/statistics.ts';
import { fewestRounds } from '../../parts/runs/take-turns.ts';

/** One form of an experiment with all that is known of it. */
export interface Form {
  readonly id: string;
  readonly multiplyAdds: number;
  /** Time of a run here; null below three runs. */
  readonly here: Spread | null;
  /** Time over that of the first form, here and in the paper. */
  readonly ratio: number | null;
  readonly published: number;
}

export function formsOf(guideline: Guideline, runs: ReadonlyMap<string, readonly number[]>): Form[] {
  const variants = variantsOf(guideline);
  const spreads = variants.map(({ id }) => {
    const own = runs.get(id) ?? [];
    return own.length < fewestRounds ? null : spreadOf(own);
  });
  const speed = (id: string) =>
    guidelineTables.find((row) => row.guideline === guideline && row.variant === id)?.gpu ?? Number.NaN;
  const first = variants[0]?.id ?? '';
  return variants.map(({ id, graph }, index) => {
    const here = spreads[index] ?? null;
    const base = spreads[0] ?? null;
    return {
      id,
      multiplyAdds: cost(graph).multiplyAdds,
      here,
      ratio: here && base ? here.median / base.median : null,
      published: speed(first) / speed(id),
    };
  });
}
