import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Graph } from '../../../models/graph/graph.ts';
import type { Weights } from '../../../models/operators/fold.ts';
import type { ArtistId } from '../../../models/scenes/art.ts';
import { type PaintedPictures, trainingBatch } from '../../../models/study/batches.ts';
import { factsOf, studyGraph } from '../../../models/study/graph.ts';
import { studyArtists } from '../../../models/study/picture.ts';
import {
  changeAt,
  type Length,
  recipe,
  type StudyRecord,
  type StudyRun,
} from '../../../models/study/recipe.ts';
import { firstWeights, hashedBytes } from '../../../models/study/weights.ts';
import { namedBy } from '../../engine/host/study/named.ts';
import { Trainer } from '../../engine/trainer/trainer.ts';
import { paintedPictures } from './pictures.ts';

/** A training and how long it is. */
export interface LongRun extends StudyRun {
  readonly length: Length;
}

/** Where a run keeps its pictures and its state, and whom it tells how far it is. */
export interface RunOptions {
  readonly folder?: string;
  /** Steps after which a run with a folder writes its state. */
  readonly every?: number;
  readonly onStep?: (step: number, steps: number, loss: number, right: number) => void;
}

/** A network trained to its end. */
export interface Trained {
  readonly record: StudyRecord;
  /** The weights' moving average, which is what was measured. */
  readonly weights: Weights;
  readonly graph: Graph;
}

/** Trains a network and measures it. A run with a folder goes on where it was. */
export async function trainStudy(
  run: LongRun,
  { folder, every = 200, onStep }: RunOptions = {},
): Promise<Trained> {
  const { network, task, seed, length, gain } = run;
  const graph = studyGraph(network, task);
  const side = network.knobs.resolution;
  const { known, unseen } = studyArtists;
  const painted = (partition: 'training' | 'validation' | 'test', by: readonly ArtistId[], count: number) =>
    paintedPictures({ task, partition, by, count, side }, folder && join(folder, 'pictures'));
  const pictures = await painted('training', known, length.distinct);
  const trainer = await Trainer.make(graph, recipe.batch, firstWeights(graph, seed, gain));
  const steps = Math.floor(length.seen / recipe.batch);
  const file = folder && join(folder, `${network.name}-${task}-${seed}-${gain ?? 0}-${length.seen}.state`);
  let done = 0;
  if (file && existsSync(file)) {
    const bytes = readFileSync(file);
    const values = new Float32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length));
    done = values[0] ?? 0;
    trainer.state = values.subarray(1);
  }
  for (let step = done + 1; step <= steps; step++) {
    const kinds = trainingBatch(trainer.input, pictures, seed, step, recipe.batch);
    const { loss, right } = trainer.gradients(kinds);
    trainer.change(changeAt(step, steps));
    onStep?.(step, steps, loss, right / recipe.batch);
    if (file && step % every === 0) {
      mkdirSync(folder, { recursive: true });
      const { state } = trainer;
      const values = new Float32Array(1 + state.length);
      values[0] = step;
      values.set(state, 1);
      writeFileSync(`${file}.part`, values);
      renameSync(`${file}.part`, file);
    }
  }
  const weights = trainer.weights('average');
  const measured = await Trainer.make(graph, recipe.batch, weights);
  const right = (all: PaintedPictures) => rightPart(measured, all);
  const by = await Promise.all(
    unseen.map(async (artist) => {
      const all = await painted('test', [artist], length.measured);
      return [artist, right(all)] as const;
    }),
  );
  const record: StudyRecord = {
    ...factsOf(run, graph),
    ...{ seen: steps * recipe.batch, distinct: Math.min(length.distinct, steps * recipe.batch) },
    validation: right(await painted('validation', known, length.measured)),
    test: right(await painted('test', known, length.measured)),
    unseen: Object.fromEntries(by),
    measured: length.measured,
    hash: createHash('sha256').update(hashedBytes(graph, weights)).digest('hex'),
  };
  if (file) rmSync(file, { force: true });
  return { record, weights, graph };
}

/** Part of the pictures that are named right. */
function rightPart(trainer: Trainer, all: PaintedPictures): number {
  return namedBy(trainer, all).filter((named, i) => named === all.kinds[i]).length / all.kinds.length;
}
