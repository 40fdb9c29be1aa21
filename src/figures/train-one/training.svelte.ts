import type { PaintedPictures } from '../../../models/study/batches.ts';
import { recipe } from '../../../models/study/recipe.ts';
import type { PageRun } from '../../engine/client/study.ts';
import { Task, type Turn } from '../../parts/runs/task.svelte.ts';
import { forgetRunWeights, keepRunWeights, keptRunIds } from '../../parts/study/kept-weights.ts';
import * as words from '../../words/en/figures/train-one.ts';
import type { StepSaid } from './charts.ts';
import { type Finished, measuredHere, measureSeconds, secondsLeft, trainOne } from './drive.ts';
import type { Workers } from './hands.ts';
import { keepRuns, keptRuns, withRun } from './kept.ts';
import type { OwnRecord } from './run.ts';

/** A training that came to its end. */
export interface Ended extends Finished {
  readonly run: PageRun;
  readonly record: OwnRecord;
}

const sameRun = (run: PageRun) => JSON.stringify(run);

/** Trains networks, one after another, and holds what is on screen. A failure or a cancel leaves the last one that ended. */
export class Training {
  readonly #task = new Task();
  /** The run that the curves and pictures are of. */
  shown: PageRun | null = $state.raw(null);
  steps: readonly StepSaid[] = $state.raw([]);
  /** Of the step that was trained last. */
  pictures: PaintedPictures | null = $state.raw(null);
  paused = $state(false);
  ended: Ended | null = $state.raw(null);
  /** The reader's runs, of this visit and of those before. */
  runs: readonly OwnRecord[] = $state.raw([]);
  /** False where the browser refuses to keep them. */
  kept = $state(true);
  /** Names of the runs whose weights are kept, too. */
  weightsKept: ReadonlySet<string> = $state.raw(new Set());
  /** The drawings are here. */
  drawn = $state(false);
  #workers: Workers | null = null;
  #goOn: (() => void) | null = null;
  #seconds: ReadonlyMap<string, number> = $state.raw(new Map());

  get running(): boolean {
    return this.#task.running;
  }

  get progress() {
    return this.#task.progress;
  }

  get error(): string | null {
    return this.#task.error;
  }

  /** Reads what was kept in this browser. */
  recall(): void {
    this.runs = keptRuns();
    void this.#lookForWeights();
  }

  forget(): void {
    this.runs = [];
    this.kept = keepRuns([]);
    void forgetRunWeights().then(() => this.#lookForWeights());
  }

  async #lookForWeights(): Promise<void> {
    this.weightsKept = await keptRunIds();
  }

  /** Seconds that a run takes here, where a few of its steps were measured. */
  secondsOf(run: PageRun): number | null {
    return this.#seconds.get(sameRun(run)) ?? null;
  }

  pause(): void {
    this.paused = true;
  }

  goOn(): void {
    this.paused = false;
    this.#goOn?.();
    this.#goOn = null;
  }

  /** Ends what is under way; its workers end with it. */
  cancel(): void {
    this.#task.cancel();
    this.#end();
    this.goOn();
  }

  dispose(): void {
    this.cancel();
  }

  measure(run: PageRun): Promise<boolean> {
    return this.#run(async (workers, { signal, show }) => {
      show({ label: this.drawn ? words.measuringTime : words.starting });
      await this.#measured(run, workers, signal);
    });
  }

  train(run: PageRun): Promise<boolean> {
    return this.#run(async (workers, { signal, show }) => {
      show({ label: this.drawn ? words.measuringTime : words.starting });
      const whole = this.secondsOf(run) ?? (await this.#measured(run, workers, signal));
      this.paused = false;
      this.shown = run;
      this.steps = [];
      let begun = performance.now();
      const tell = () => {
        const seen = this.steps.length * recipe.batch;
        const done = seen / run.seen;
        const left = secondsLeft(whole, done, (performance.now() - begun) / 1000);
        show({
          label: this.paused ? words.paused : words.training,
          value: done,
          detail: words.stepsDone(seen, run.seen, this.paused ? null : left),
        });
      };
      tell();
      const finished = await trainOne(run, workers, {
        signal,
        turn: async () => {
          if (!this.paused) return;
          const before = performance.now();
          tell();
          await new Promise<void>((resolve) => {
            this.#goOn = resolve;
          });
          begun += performance.now() - before;
        },
        onStep: ({ step, loss, right }, pictures) => {
          this.steps = [...this.steps, { step, loss, right }];
          this.pictures = pictures;
          tell();
        },
        onMeasured: (done, all) =>
          show({ label: words.measuring, value: done / all, detail: words.counted(done, all) }),
      });
      const { validation, hash } = finished;
      const seconds = (performance.now() - begun) / 1000;
      this.#seconds = new Map(this.#seconds).set(sameRun(run), seconds);
      const [{ ownRecord }, { weightsFile }] = await Promise.all([
        import('./own-record.ts'),
        import('./weights-file.ts'),
      ]);
      const record = ownRecord(run, { validation, hash, measured: measuredHere, seconds });
      this.ended = { ...finished, run, record };
      this.runs = withRun(this.runs, record);
      this.kept = keepRuns(this.runs);
      await keepRunWeights(record, weightsFile(run, record, finished.weights));
      await this.#lookForWeights();
    });
  }

  async #measured(run: PageRun, workers: Workers, signal: AbortSignal): Promise<number> {
    const seconds = await measureSeconds(run, workers, signal);
    this.drawn = true;
    this.#seconds = new Map(this.#seconds).set(sameRun(run), seconds);
    return seconds;
  }

  async #run(job: (workers: Workers, turn: Turn) => Promise<void>): Promise<boolean> {
    const done = await this.#task.run(async (turn) => {
      const { startWorkers } = await import('./hands.ts');
      turn.signal.throwIfAborted();
      this.#workers ??= startWorkers();
      await job(this.#workers, turn).catch((error: unknown) => {
        const full = error instanceof Error && /memory/i.test(error.message);
        throw full ? new Error(words.noMemory, { cause: error }) : error;
      });
    });
    // After a failure workers may be at anything.
    if (!done) this.#end();
    return done;
  }

  #end(): void {
    this.#workers?.end();
    this.#workers = null;
  }
}
