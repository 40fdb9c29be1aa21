import type { Graph } from '../../../../models/graph/graph.ts';
import { freshBatch, type PaintedPictures } from '../../../../models/study/batches.ts';
import { studyGraph } from '../../../../models/study/graph.ts';
import { changeAt, recipe } from '../../../../models/study/recipe.ts';
import { firstWeights, hashedBytes } from '../../../../models/study/weights.ts';
import type { PageRun, StepDone, StudyAnswers, StudyAsk, StudyWeights } from '../../protocol/study.ts';
import { digest } from '../../sources/digest/digest.ts';
import { Trainer } from '../../trainer/trainer.ts';
import { namedBy } from './named.ts';

interface Under {
  readonly run: PageRun;
  readonly graph: Graph;
  readonly trainer: Trainer;
}

/** Trains one network of the study after another, a step at a time, on pictures that it is given. Keeps none of them. */
export class StudyTraining {
  #under: Under | null = null;
  #step = 0;

  /** @throws Error where a step is asked for before a start */
  async answer(ask: StudyAsk): Promise<StudyAnswers[StudyAsk['type']]> {
    if (ask.type === 'start') return this.#start(ask.run);
    const under = this.#under;
    if (under === null) throw new Error('No training was started.');
    if (ask.type === 'step') return this.#train(under, ask.pictures);
    if (ask.type === 'finish') return this.#finish(under);
    return namedBy(under.trainer, ask.pictures);
  }

  async #start(run: PageRun): Promise<null> {
    this.#under = null;
    const graph = studyGraph(run.network, run.task);
    const trainer = await Trainer.make(graph, recipe.batch, firstWeights(graph, run.seed, run.gain));
    this.#under = { run, graph, trainer };
    this.#step = 0;
    return null;
  }

  #train({ run, trainer }: Under, pictures: PaintedPictures): StepDone {
    const begun = performance.now();
    const step = ++this.#step;
    const kinds = freshBatch(trainer.input, pictures, run.seed, step);
    const { loss, right } = trainer.gradients(kinds);
    trainer.change(changeAt(step, run.seen / recipe.batch));
    return { step, loss, right: right / recipe.batch, milliseconds: performance.now() - begun };
  }

  async #finish({ run, graph, trainer }: Under): Promise<StudyWeights> {
    const weights = trainer.weights('average');
    this.#under = { run, graph, trainer: await Trainer.make(graph, recipe.batch, weights) };
    return { weights, hash: await digest('SHA-256', hashedBytes(graph, weights)) };
  }
}
