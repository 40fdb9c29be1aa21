import { type HeadCard, type HeadWeights, headBias, headKernel } from '../../../models/checkpoints/head.ts';
import { lastBlockOf } from '../../../models/families/efficientnet/last-block.ts';
import { answersOf, assessed } from '../../../models/heads/assessment.ts';
import { type Comparison, comparison } from '../../../models/heads/comparison.ts';
import { type TuningOptions, tuningRecipe } from '../../../models/heads/last-block.ts';
import { tuning } from '../../engine/host/tune-block.ts';
import * as words from '../../words/en/figures/train-a-head.ts';
import type { LoadedNetwork } from '../loaded.ts';
import { type Collection, measuredBy, type TrainedHead } from './train.ts';

export interface FineTuned {
  readonly tuned: { readonly head: HeadWeights; readonly card: HeadCard };
  /** Null where nothing was kept for the test. */
  readonly compared: Comparison | null;
  /** The epoch that was kept, and why it ended. */
  readonly step: number;
  readonly ended: 'early' | 'steps';
}

/** Goes on from a head: trains the network's last block with it, on the same parts, and judges both on the same test. */
export async function fineTune(
  { graph, weights }: Pick<LoadedNetwork, 'graph' | 'weights'>,
  { classes, pictures }: Collection,
  { head, card, data, answers }: TrainedHead,
  options: TuningOptions = { ...tuningRecipe, seed: card.training.seed },
): Promise<FineTuned> {
  const size = pictures[0]?.below?.length ?? 0;
  const maps = new Float32Array(pictures.length * size);
  pictures.forEach(({ below }, i) => {
    if (below !== undefined) maps.set(below, i * size);
  });
  const labels = pictures.map(({ label }) => label);
  const parts = card.pictures.map(({ part }) => part);
  const start = new Map([...weights, [headKernel, head.kernel], [headBias, head.bias]]);
  const steps = await tuning({ maps, labels, parts }, lastBlockOf(graph, classes.length), start, options);
  for (;;) {
    const next = steps.next();
    if (!next.done) {
      if (process.stderr.isTTY)
        process.stderr.write(`\r${words.tuning}: ${Math.round(100 * next.value.done)} % at most`);
      continue;
    }
    if (process.stderr.isTTY) process.stderr.write('\n');
    const made = next.value;
    const rows = parts.flatMap((part, i) => (part === 'test' ? [i] : []));
    const after = answersOf(made.head, { ...data, features: made.features }, rows);
    const { step, ended, shapes } = made;
    const { rate, batch, seed } = options;
    return {
      tuned: {
        head: { ...made.head, block: made.block },
        card: {
          ...card,
          tuning: { rate, batch, step, ended, weights: shapes },
          measured: measuredBy(assessed(after, classes.length, card.training.seed)),
        },
      },
      compared: comparison(answers, after, classes.length, seed),
      ...{ step, ended },
    };
  }
}

/** Both runs for a person. */
export function comparedLines({ compared, step, ended }: FineTuned): string[] {
  const lines = ['', words.blockTitle, words.tunedResult(step, ended)];
  if (compared === null || step === 0) return lines;
  for (const run of ['frozen', 'tuned'] as const) {
    const { accuracy, interval, loss } = compared[run];
    lines.push(
      `${words.runs[run]}: accuracy ${accuracy.toFixed(4)} (${words.between(interval)}), loss ${words.loss(loss)}`,
    );
  }
  const { onlyFrozen, onlyTuned, pictures, better, lowerLoss, overlap, chance } = compared;
  lines.push(words.toldApart(onlyFrozen, onlyTuned, pictures));
  lines.push(words.verdict(better, lowerLoss, overlap, chance));
  return lines;
}
