import { headBias, headKernel } from '../../../models/checkpoints/head.ts';
import { parametersOfBlock } from '../../../models/families/efficientnet/last-block.ts';
import { type Graph, inputShape } from '../../../models/graph/graph.ts';
import type { LabelledMaps, Tuned, TuningOptions } from '../../../models/heads/last-block.ts';
import { rowsOf } from '../../../models/heads/momentum.ts';
import type { Head, LabelledFeatures } from '../../../models/heads/softmax-regression.ts';
import { type Part, shuffled } from '../../../models/heads/split.ts';
import { type CurvePoint, lossOf } from '../../../models/heads/training.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import { Trainer } from '../trainer/trainer.ts';

/** How far a tuning has come after a step. */
export interface TuningStep {
  /** The share of what it does at most. */
  readonly done: number;
  /** After an epoch: its point of the curves. */
  readonly point: CurvePoint | null;
}

/** Of AdamW: the usual means; gradients longer than this are shortened; the weights themselves are kept, not their average. */
const rule = { betas: [0.9, 0.999], clip: 1, average: 0 } as const;

/**
 * Trains the end of a network and the dense layer on it, from what they are, and stops early by the pictures that validate. Batch norms are
 * folded: their scales and shifts are trained as a part of the kernels and biases, their statistics stay those of the checkpoint. Nothing
 * is dropped out. The same pictures, weights and options give the same weights wherever it runs.
 * @param graph as `lastBlockOf` gives it
 * @param start a weight for each parameter of the graph
 */
export async function tuning(
  data: LabelledMaps,
  graph: Graph,
  start: Weights,
  options: TuningOptions,
): Promise<Generator<TuningStep, Tuned, void>> {
  const trainer = await Trainer.make(graph, options.batch, start);
  return tuningSteps(trainer, data, graph, options);
}

function* tuningSteps(
  trainer: Trainer,
  data: LabelledMaps,
  graph: Graph,
  { seed, rate, decay, epochs, patience, batch }: TuningOptions,
): Generator<TuningStep, Tuned, void> {
  const { labels, parts } = data;
  const [height, width, channels] = inputShape(graph);
  const size = height * width * channels;
  const features = graph.parameters.find(({ name }) => name === headKernel)?.shape[0] ?? 0;
  const rows = (...wanted: readonly Part[]) => parts.flatMap((part, i) => (wanted.includes(part) ? [i] : []));
  const learnt = rows('train');
  const watched = rows('validation');
  const steps = Math.ceil(learnt.length / batch);
  const looks = Math.ceil((learnt.length + watched.length) / batch);
  const whole = looks + epochs * (steps + looks);
  let did = 0;
  const stepped = (point: CurvePoint | null = null): TuningStep => ({
    done: Math.min(1, ++did / whole),
    point,
  });

  /** Lays pictures out as the trainer takes them, [channel][pixel][picture]; places that are left are 0. */
  const lay = (pictures: readonly number[]) => {
    const { input } = trainer;
    input.fill(0);
    pictures.forEach((picture, place) => {
      const map = data.maps.subarray(picture * size, (picture + 1) * size);
      for (let pixel = 0; pixel < height * width; pixel++)
        for (let c = 0; c < channels; c++)
          input[(c * height * width + pixel) * batch + place] = map[pixel * channels + c] as number;
    });
  };
  /** What the block makes of these pictures as it is now. */
  function* look(pictures: readonly number[]): Generator<TuningStep, LabelledFeatures, void> {
    const seen = new Float32Array(pictures.length * features);
    for (let from = 0; from < pictures.length; from += batch) {
      const chunk = pictures.slice(from, from + batch);
      lay(chunk);
      trainer.forward(false);
      const pooled = trainer.map('pooled');
      chunk.forEach((_, place) => {
        for (let f = 0; f < features; f++)
          seen[(from + place) * features + f] = pooled[f * batch + place] as number;
      });
      yield stepped();
    }
    return { features: seen, labels: pictures.map((i) => labels[i] ?? 0), width: features };
  }
  const headNow = (): Head => {
    const now = trainer.weights();
    return { kernel: now.get(headKernel) as Float32Array, bias: now.get(headBias) as Float32Array };
  };
  const curve: CurvePoint[] = [];
  function* measured(step: number): Generator<TuningStep, CurvePoint, void> {
    const seen = yield* look([...learnt, ...watched]);
    const at = (from: number, to: number) =>
      rowsOf(
        seen,
        Array.from({ length: to - from }, (_, i) => from + i),
      );
    const head = headNow();
    const { loss } = lossOf(head, at(0, learnt.length));
    const validation = watched.length === 0 ? null : lossOf(head, at(learnt.length, seen.labels.length));
    const [validationLoss, validationAccuracy] = [validation?.loss ?? null, validation?.accuracy ?? null];
    const point: CurvePoint = { step, loss, validationLoss, validationAccuracy };
    curve.push(point);
    return point;
  }

  const first = yield* measured(0);
  yield { done: did / whole, point: first };
  let best = { step: 0, state: trainer.state, loss: first.validationLoss ?? Number.POSITIVE_INFINITY };
  let ended: Tuned['ended'] = 'steps';
  let adam = 0;
  for (let epoch = 1; epoch <= epochs; epoch++) {
    const order = shuffled(learnt, seed, epoch);
    for (let from = 0; from < order.length; from += batch) {
      const chunk = order.slice(from, from + batch);
      lay(chunk);
      trainer.gradients(chunk.map((i) => labels[i] ?? 0));
      trainer.change({ ...rule, step: ++adam, learningRate: rate, weightDecay: decay });
      yield stepped();
    }
    const point = yield* measured(epoch);
    yield { done: did / whole, point };
    const { validationLoss } = point;
    if (validationLoss === null || validationLoss < best.loss)
      best = { step: epoch, state: trainer.state, loss: validationLoss ?? best.loss };
    else if (epoch - best.step >= patience) {
      ended = 'early';
      break;
    }
  }
  trainer.state = best.state;
  const seen = yield* look(labels.map((_, i) => i));
  const weights = trainer.weights();
  return {
    block: Object.fromEntries(
      parametersOfBlock(graph).map(({ name }) => [name, weights.get(name) ?? new Float32Array()]),
    ),
    shapes: Object.fromEntries(parametersOfBlock(graph).map(({ name, shape }) => [name, shape])),
    head: headNow(),
    features: seen.features,
    curve,
    step: best.step,
    ended,
  };
}
