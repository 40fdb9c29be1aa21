import { type Partition, seedsOf } from '../../../models/scenes/seeds.ts';
import type { PaintedPictures } from '../../../models/study/batches.ts';
import type { Task } from '../../../models/study/kinds.ts';
import { recipe } from '../../../models/study/recipe.ts';
import type { PageRun, StepDone, StudyWeights } from '../../engine/client/study.ts';

/** Pictures to be painted by a painter of the study. */
export interface PaintAsk {
  readonly task: Task;
  readonly side: number;
  readonly seeds: readonly number[];
}

/** Who paints, and who trains: two workers, or what stands for them in a test. */
export interface Hands {
  paint(ask: PaintAsk): Promise<PaintedPictures>;
  start(run: PageRun): Promise<unknown>;
  step(pictures: PaintedPictures): Promise<StepDone>;
  finish(): Promise<StudyWeights>;
  name(pictures: PaintedPictures): Promise<Uint8Array>;
}

/** What a training tells, and asks, while it runs. */
export interface Watching {
  readonly signal: AbortSignal;
  /** Resolves when the next step may begin: at once, or after a pause. */
  readonly turn: () => Promise<void>;
  readonly onStep: (done: StepDone, pictures: PaintedPictures) => void;
  readonly onMeasured: (done: number, all: number) => void;
}

/** A validation picture that was named wrong. */
export interface Mistake {
  readonly picture: PaintedPictures;
  readonly kind: number;
  readonly named: number;
}

export interface Finished extends StudyWeights {
  /** Share of the validation pictures that is named right. */
  readonly validation: number;
  readonly mistakes: readonly Mistake[];
}

/** Batches that lie painted, or are being painted, before the step that needs them. */
export const paintedAhead = 3;
/** Validation pictures that a training in the page is measured on; the study's records have more. */
export const measuredHere = 2048;
const mistakesShown = 12;

/** Paints batches from a part's first seed on, a few ahead of who takes them. */
function painting(hands: Hands, { network, task }: PageRun, partition: Partition, batches: number) {
  const { batch } = recipe;
  const waiting: Promise<PaintedPictures>[] = [];
  let asked = 0;
  return function next(): Promise<PaintedPictures> {
    for (; waiting.length < paintedAhead && asked < batches; asked++) {
      const seeds = seedsOf(partition, asked * batch, batch);
      const painted = hands.paint({ task, side: network.knobs.resolution, seeds });
      // One that is never taken, because the training was cancelled, fails unheard.
      painted.catch(() => {});
      waiting.push(painted);
    }
    return waiting.shift() ?? Promise.reject(new RangeError('There is no batch left.'));
  };
}

/** One picture of a row of them. */
export function pictureOf({ side, rgb, kinds }: PaintedPictures, index: number): PaintedPictures {
  const bytes = 3 * side * side;
  return {
    side,
    rgb: rgb.slice(index * bytes, (index + 1) * bytes),
    kinds: kinds.slice(index, index + 1),
  };
}

/** Trains a network to its end and measures it on validation pictures. Holds a few batches, however long it runs. */
export async function trainOne(run: PageRun, hands: Hands, watching: Watching): Promise<Finished> {
  const { signal, turn, onStep, onMeasured } = watching;
  const { batch } = recipe;
  await hands.start(run);
  const steps = run.seen / batch;
  const next = painting(hands, run, 'training', steps);
  for (let step = 1; step <= steps; step++) {
    const pictures = await next();
    await turn();
    signal.throwIfAborted();
    onStep(await hands.step(pictures), pictures);
  }
  const { weights, hash } = await hands.finish();
  const batches = measuredHere / batch;
  const nextMeasured = painting(hands, run, 'validation', batches);
  const mistakes: Mistake[] = [];
  let right = 0;
  for (let i = 0; i < batches; i++) {
    const pictures = await nextMeasured();
    const named = await hands.name(pictures);
    signal.throwIfAborted();
    for (const [place, kind] of pictures.kinds.entries())
      if (named[place] === kind) right++;
      else if (mistakes.length < mistakesShown)
        mistakes.push({ picture: pictureOf(pictures, place), kind, named: named[place] as number });
    onMeasured((i + 1) * batch, measuredHere);
  }
  return { weights, hash, validation: right / measuredHere, mistakes };
}

/** Part of a training after which its own pace tells more than the steps before it. */
const ownPace = 0.1;

/** Seconds that are left of a training of which a part is done. `whole`: what was expected of all of it. */
export const secondsLeft = (whole: number, done: number, passed: number): number =>
  done < ownPace ? whole * (1 - done) : (passed / done) * (1 - done);

/** Steps that are timed before a training, after one that is not. */
const timedSteps = 3;

/** Seconds that a training would take here, from a few steps of it that are thrown away. Painting and training go on side by side. */
export async function measureSeconds(run: PageRun, hands: Hands, signal: AbortSignal): Promise<number> {
  const { batch } = recipe;
  await hands.start(run);
  let [painting, training] = [0, 0];
  for (let i = 0; i <= timedSteps; i++) {
    const begun = performance.now();
    const seeds = seedsOf('training', i * batch, batch);
    const pictures = await hands.paint({ task: run.task, side: run.network.knobs.resolution, seeds });
    const painted = performance.now();
    await hands.step(pictures);
    signal.throwIfAborted();
    if (i === 0) continue;
    painting += painted - begun;
    training += performance.now() - painted;
  }
  const perBatch = Math.max(painting, training) / timedSteps;
  const measuring = (painting / timedSteps) * (measuredHere / batch);
  return (perBatch * (run.seen / batch) + measuring) / 1000;
}
