import type { PaintedPictures } from '../../../models/study/batches.ts';
import { StudyWorker } from '../../engine/client/study.ts';
import { WorkerLine } from '../../engine/client/worker-line.ts';
import type { Hands } from './drive.ts';

/** A worker that paints and one that trains. Imported when a reader first asks for a training, and not before. */
export interface Workers extends Hands {
  /** Ends both, whatever they are at. */
  end(): void;
}

export function startWorkers(): Workers {
  const painter = new WorkerLine(
    new Worker(new URL('./paint-worker.ts', import.meta.url), { type: 'module', name: 'painter' }),
  );
  const trainer = new StudyWorker();
  return {
    paint: async (ask) => (await painter.ask(ask)) as PaintedPictures,
    start: (run) => trainer.ask({ type: 'start', run }),
    step: (pictures) => trainer.ask({ type: 'step', pictures }),
    finish: () => trainer.ask({ type: 'finish' }),
    name: (pictures) => trainer.ask({ type: 'name', pictures }),
    end() {
      painter.end();
      trainer.end();
    },
  };
}
