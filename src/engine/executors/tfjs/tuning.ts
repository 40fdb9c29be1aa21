import * as tf from '@tensorflow/tfjs-core';
import type { LabelledMaps, Tuned, TuningOptions } from '../../../../models/heads/last-block.ts';
import { rowsOf } from '../../../../models/heads/momentum.ts';
import type { LabelledFeatures } from '../../../../models/heads/softmax-regression.ts';
import { type Part, shuffled } from '../../../../models/heads/split.ts';
import { type CurvePoint, lossOf } from '../../../../models/heads/training.ts';
import { throwIfCancelled } from '../../protocol/error.ts';
import type { TunedWeights, TuningEvents } from '../runtime.ts';
import { yieldToEvents } from '../yielding.ts';
import { gradientOn, mapsOf, pooled, variablesOf, weightsOf } from './last-block.ts';

const named = ['kernel', 'bias', 'denseKernel', 'denseBias'] as const;

/** Pictures that are looked at together where nothing is learnt from them. */
const together = 32;

/**
 * Trains the last block and the dense layer above it by Adam, from what they are, and stops early by the pictures that validate. The same
 * pictures and options give the same weights on one device. Nothing is left on the device, whatever happens.
 * @param check Throws where the device complained.
 * @throws EngineError `cancelled`, between two steps
 */
export async function tune(
  data: LabelledMaps,
  start: TunedWeights,
  options: TuningOptions,
  { signal, onPoint, check }: TuningEvents & { readonly check: () => void },
): Promise<Tuned> {
  const variables = variablesOf(start);
  const optimizer = tf.train.adam(options.rate);
  const rows = (...wanted: readonly Part[]) =>
    data.parts.flatMap((part, i) => (wanted.includes(part) ? [i] : []));
  const learnt = rows('train');
  const watched = rows('validation');
  const curve: CurvePoint[] = [];
  const pause = async () => {
    check();
    await yieldToEvents();
    throwIfCancelled(signal);
  };
  /** What the block makes of these pictures as it is now. */
  const look = async (pictures: readonly number[]): Promise<LabelledFeatures> => {
    const width = start.block.bias.length;
    const features = new Float32Array(pictures.length * width);
    for (let from = 0; from < pictures.length; from += together) {
      const chunk = pictures.slice(from, from + together);
      const made = tf.tidy(() => pooled(mapsOf(data, chunk), variables, data.cells));
      try {
        features.set(await made.data<'float32'>(), from * width);
      } finally {
        made.dispose();
      }
      await pause();
    }
    return { features, labels: pictures.map((i) => data.labels[i] ?? 0), width };
  };
  const measure = async (step: number, now: TunedWeights): Promise<CurvePoint> => {
    const seen = await look([...learnt, ...watched]);
    const at = (from: number, to: number) =>
      rowsOf(
        seen,
        Array.from({ length: to - from }, (_, i) => from + i),
      );
    const { loss } = lossOf(now.head, at(0, learnt.length));
    const validation = watched.length === 0 ? null : lossOf(now.head, at(learnt.length, seen.labels.length));
    const [validationLoss, validationAccuracy] = [validation?.loss ?? null, validation?.accuracy ?? null];
    const point: CurvePoint = { step, loss, validationLoss, validationAccuracy };
    curve.push(point);
    onPoint(point);
    return point;
  };
  try {
    let best: TunedWeights & { readonly step: number } = { ...start, step: 0 };
    let least = (await measure(0, best)).validationLoss ?? Number.POSITIVE_INFINITY;
    let ended: Tuned['ended'] = 'steps';
    for (let epoch = 1; epoch <= options.epochs; epoch++) {
      const order = shuffled(learnt, options.seed, epoch);
      for (let from = 0; from < order.length; from += options.batch) {
        const batch = order.slice(from, from + options.batch);
        tf.tidy(() => {
          const gradient = gradientOn(variables, data, batch);
          optimizer.applyGradients(
            named.map((name) => ({ name: variables[name].name, tensor: gradient[name] })),
          );
        });
        // Waited for, so that a cancel does not stand behind an epoch of queued work.
        await variables.denseBias.data();
        await pause();
      }
      const now = await weightsOf(variables);
      const { validationLoss } = await measure(epoch, now);
      if (validationLoss === null || validationLoss < least) {
        best = { ...now, step: epoch };
        least = validationLoss ?? least;
      } else if (epoch - best.step >= options.patience) {
        ended = 'early';
        break;
      }
    }
    tf.tidy(() => {
      variables.kernel.assign(tf.tensor2d(best.block.kernel, variables.kernel.shape));
      variables.bias.assign(tf.tensor1d(best.block.bias));
    });
    const { features } = await look(data.labels.map((_, i) => i));
    return { block: best.block, head: best.head, features, curve, step: best.step, ended };
  } finally {
    optimizer.dispose();
    tf.dispose(Object.values(variables));
  }
}
