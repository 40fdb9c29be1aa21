import type { LoadProgress } from '../../engine/client/engine.ts';
import { loadingText, type ShownProgress } from './loading.ts';
import { sentenceOf } from './sentence-of.ts';

/** What a job is given that has its turn. */
export interface Turn {
  /** Ends the job: by the reader, or because a newer one has taken its place. */
  readonly signal: AbortSignal;
  /** Shows how far it is, for as long as it has its turn. */
  readonly show: (progress: ShownProgress) => void;
  /** The same of a network that is being loaded; `name`: “EfficientNet-B3”. */
  readonly loading: (progress: LoadProgress, name: string) => void;
}

/**
 * A reader's job that loads, runs, may fail and may be cancelled; one at a time. A newer one takes the place of an unfinished one, which
 * then shows nothing more and says nothing more. What a job has found stays as it is, whatever becomes of the next.
 */
export class Task {
  progress: ShownProgress | null = $state.raw(null);
  /** Why the last job failed, in a sentence. Cancelled is not failed. */
  error: string | null = $state(null);
  /** It failed because the browser's store is full. */
  full = $state(false);
  #turn: AbortController | null = $state.raw(null);

  /** A job is under way, or was cancelled and has not ended yet. */
  get running(): boolean {
    return this.#turn !== null;
  }

  cancel(): void {
    this.#turn?.abort();
  }

  /** Does a job. True where it was done; where it failed, `error` says why. It never rejects. */
  async run(job: (turn: Turn) => Promise<void>): Promise<boolean> {
    this.cancel();
    const own = new AbortController();
    const { signal } = own;
    this.#turn = own;
    this.progress = null;
    this.error = null;
    this.full = false;
    const show = (progress: ShownProgress): void => {
      if (!signal.aborted) this.progress = progress;
    };
    try {
      await job({ signal, show, loading: (progress, name) => show(loadingText(progress, name)) });
      return true;
    } catch (error) {
      if (!signal.aborted) {
        this.full = error instanceof Error && 'code' in error && error.code === 'storage';
        this.error = sentenceOf(error);
      }
      return false;
    } finally {
      if (this.#turn === own) {
        this.#turn = null;
        this.progress = null;
      }
    }
  }
}
