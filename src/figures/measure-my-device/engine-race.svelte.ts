import type { BenchCandidate } from '../../parts/bench/measurement.ts';
import { Task } from '../../parts/runs/task.svelte.ts';
import type { Race, RaceProgress } from './race.ts';

/** Races two programs when the reader asks, and holds what came of it. Both engines come with the press, and go when it is over. */
export class EngineRace {
  races: readonly Race[] = $state.raw([]);
  /** Why nothing is raced here, in a sentence. */
  alone = $state('');
  setbacks: readonly { readonly label: string; readonly reason: string }[] = $state.raw([]);
  progress: RaceProgress | null = $state.raw(null);
  /** The reader ended the last one. */
  stopped = $state(false);
  readonly #task = new Task();

  get running(): boolean {
    return this.#task.running;
  }

  get trouble(): string {
    return this.#task.error ?? '';
  }

  async run(candidates: readonly BenchCandidate[]): Promise<void> {
    this.alone = '';
    this.setbacks = [];
    this.progress = null;
    this.stopped = false;
    await this.#task.run(async ({ signal }) => {
      const [{ aloneSentence, raceEngines }, { createEngine }] = await Promise.all([
        import('./race.ts'),
        import('../../engine/client/engine.ts'),
      ]);
      const engines = { own: createEngine({ executor: 'own' }), tfjs: createEngine({ executor: 'tfjs' }) };
      const listener = {
        onProgress: (progress: RaceProgress) => {
          this.progress = progress;
        },
        onRace: (race: Race) => {
          this.races = [...this.races.filter(({ id }) => id !== race.id), race];
        },
        onSetback: (label: string, reason: string) => {
          this.setbacks = [...this.setbacks, { label, reason }];
        },
      };
      const end = () => {
        engines.own.dispose();
        engines.tfjs.dispose();
      };
      // A program that is still starting, or a run that takes seconds, is not waited for.
      signal.addEventListener('abort', end, { once: true });
      try {
        const alone = await raceEngines(candidates, engines, listener, { signal });
        if (alone !== null) this.alone = aloneSentence(alone);
        this.stopped = signal.aborted;
      } finally {
        end();
      }
    });
    this.progress = null;
  }

  stop(): void {
    this.#task.cancel();
  }
}
