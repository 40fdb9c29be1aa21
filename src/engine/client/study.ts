import type { StudyAnswers, StudyAsk } from '../protocol/study.ts';
import { WorkerLine } from './worker-line.ts';

export type { PageRun, StepDone, StudyWeights } from '../protocol/study.ts';

/** The worker that trains networks of the study. Made when a reader asks for a training, and not before. */
export class StudyWorker {
  readonly #line = new WorkerLine(
    new Worker(new URL('../host/study/worker.ts', import.meta.url), { type: 'module', name: 'study' }),
  );

  ask<Ask extends StudyAsk>(ask: Ask): Promise<StudyAnswers[Ask['type']]> {
    return this.#line.ask(ask) as Promise<StudyAnswers[Ask['type']]>;
  }

  /** Ends whatever it is at. */
  end(): void {
    this.#line.end();
  }
}
