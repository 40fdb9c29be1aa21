import { headBias, headKernel } from '../../../models/checkpoints/head.ts';
import { lastBlockOf } from '../../../models/families/efficientnet/last-block.ts';
import { answersOf } from '../../../models/heads/assessment.ts';
import { type ComparedRun, comparison } from '../../../models/heads/comparison.ts';
import { tuningRecipe } from '../../../models/heads/last-block.ts';
import type { LabelledFeatures } from '../../../models/heads/softmax-regression.ts';
import { split } from '../../../models/heads/split.ts';
import { decays, trained } from '../../../models/heads/training.ts';
import { tuning } from '../../engine/host/tune-block.ts';
import { shares } from '../../figures/train-a-head/sets.ts';
import type { LoadedNetwork } from '../loaded.ts';
import { rounded } from './rounded.ts';

/** Pictures as the network sees them: at its end, and below its last block. */
export interface LookedTwice extends LabelledFeatures {
  readonly labels: readonly number[];
  readonly maps: Float32Array;
}

/**
 * A head on the frozen network, and the same with the last block trained after it, both judged on the test of the artists that were learnt
 * from and on another artist's pictures.
 */
export async function tunedBlock(
  { graph, weights }: Pick<LoadedNetwork, 'graph' | 'weights'>,
  classes: number,
  own: LookedTwice,
  other: LookedTwice,
  seed = 1,
) {
  const method = 'lbfgs';
  const parts = split(own.labels, { seed, ...shares });
  const head = trained(own, parts, { method, classes, seed, decay: decays[method] });
  const maps = new Float32Array(own.maps.length + other.maps.length);
  maps.set(own.maps);
  maps.set(other.maps, own.maps.length);
  const labels = [...own.labels, ...other.labels];
  // The other artist's pictures are looked at, and nothing is learnt from them.
  const all = { maps, labels, parts: [...parts, ...other.labels.map(() => 'test' as const)] };
  const start = new Map([...weights, [headKernel, head.kernel], [headBias, head.bias]]);
  const steps = await tuning(all, lastBlockOf(graph, classes), start, { ...tuningRecipe, seed });
  for (;;) {
    const next = steps.next();
    if (!next.done) continue;
    const made = next.value;
    const features = new Float32Array(own.features.length + other.features.length);
    features.set(own.features);
    features.set(other.features, own.features.length);
    const { width } = own;
    const before = { features, labels, width };
    const after = { features: made.features, labels, width };
    const measured = (rows: readonly number[]) => {
      const found = comparison(
        answersOf(head, before, rows),
        answersOf(made.head, after, rows),
        classes,
        seed,
      );
      const short = (run: ComparedRun | undefined) =>
        run && { ...run, loss: rounded(run.loss, 4), macroF1: rounded(run.macroF1, 4) };
      return {
        ...found,
        frozen: short(found?.frozen),
        tuned: short(found?.tuned),
        chance: rounded(found?.chance ?? 1, 4),
      };
    };
    return {
      classes,
      each: own.labels.length / classes,
      seed,
      learnt: parts.filter((part) => part === 'train').length,
      step: made.step,
      epochs: made.curve.length - 1,
      ended: made.ended,
      validation: made.curve.map(({ validationLoss }) => rounded(validationLoss ?? 0, 4)),
      same: measured(parts.flatMap((part, i) => (part === 'test' ? [i] : []))),
      other: measured(other.labels.map((_, i) => own.labels.length + i)),
    };
  }
}
