import { type Cited, cited } from '../row.ts';

/** Speed of one form of an experiment on the paper's GPU: batches a second for the first, pictures a second for the others. */
export interface GuidelineRow extends Cited {
  readonly guideline: 'ratio' | 'groups' | 'fragments' | 'elementwise';
  /** The form, as `models/facts/guidelines.ts` calls it. */
  readonly variant: string;
  readonly gpu: number;
}

/** Tables 1 to 4 of Ma et al. 2018, each at its smallest size, on a GPU. The forms there have other channels than ours. */
export const guidelineTables: readonly GuidelineRow[] = cited(
  'verified',
  [{ key: 'SH2', where: 'Tables 1–4' }],
  [
    row('ratio', '1:1', 1480),
    row('ratio', '1:2', 1296),
    row('ratio', '1:6', 876),
    row('ratio', '1:12', 748),
    row('groups', '1', 2451),
    row('groups', '2', 1725),
    row('groups', '4', 1026),
    row('groups', '8', 634),
    row('fragments', '1', 2446),
    row('fragments', '2-series', 1790),
    row('fragments', '4-series', 752),
    row('fragments', '2-parallel', 1537),
    row('fragments', '4-parallel', 691),
    row('elementwise', 'both', 2427),
    row('elementwise', 'no-shortcut', 2647),
    row('elementwise', 'no-relu', 2672),
    row('elementwise', 'neither', 2842),
  ],
);

function row(guideline: GuidelineRow['guideline'], variant: string, gpu: number) {
  return { guideline, variant, gpu };
}
