import type { LoadProgress, NetworkSource, Picture } from '../../engine/client/engine.ts';
import { sourceOf, type Weights } from '../../parts/picker/weights.ts';
import { loadingText, type ShownProgress } from '../../parts/runs/loading.ts';
import * as words from '../../words/en/figures/scaling-ladder.ts';
import { starting } from '../../words/en/runs.ts';
import type { Step, Timed } from './steps.ts';

/** Opens one network, asks it about a picture and closes it again; rejects with a sentence. */
export type Climb<Answer extends Timed> = (
  source: NetworkSource,
  picture: Picture,
  options: {
    readonly signal: AbortSignal;
    readonly onProgress: (progress: LoadProgress | 'running') => void;
  },
) => Promise<Answer>;

/** What is to be climbed: a rung, by which of its checkpoints. */
export interface Climbing {
  readonly rung: Step;
  readonly weights: Weights;
}

/** Which networks have answered about the picture on screen. What one could not say changes nothing of what others said. */
export class Ladder<Answer extends Timed> {
  /** By the rung's short name. */
  answers: ReadonlyMap<string, Answer> = $state.raw(new Map());
  /** The rung that is being climbed. */
  climbing: string | null = $state(null);
  progress: ShownProgress | null = $state.raw(null);
  error: { readonly short: string; readonly message: string; readonly full: boolean } | null =
    $state.raw(null);
  #stop: AbortController | null = null;
  readonly #load: () => Promise<Climb<Answer>>;

  /** @param load brings what runs the networks; called with the first climb, and the engine comes with it */
  constructor(load: () => Promise<Climb<Answer>>) {
    this.#load = load;
  }

  /** Another picture: nobody has seen it yet. */
  clear(): void {
    this.cancel();
    this.answers = new Map();
    this.error = null;
  }

  cancel(): void {
    this.#stop?.abort();
  }

  /** Asks these networks one after another; stops at the first that fails, or when cancelled. What is said by then stays. */
  async climb(wanted: readonly Climbing[], find: () => Promise<Picture>, keep = true): Promise<void> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    this.error = null;
    for (const each of wanted) {
      if (stop.signal.aborted) break;
      if (!(await this.#ask(each, find, keep, stop.signal))) break;
    }
    if (this.#stop !== stop) return;
    this.#stop = null;
    this.climbing = null;
    this.progress = null;
  }

  async #ask(
    { rung: { short, name }, weights }: Climbing,
    find: () => Promise<Picture>,
    keep: boolean,
    signal: AbortSignal,
  ): Promise<boolean> {
    this.climbing = short;
    this.progress = { label: starting };
    try {
      const picture = await find();
      const climb = await this.#load();
      const answer = await climb(sourceOf(weights, keep), picture, {
        signal,
        onProgress: (progress) => {
          if (signal.aborted) return;
          this.progress =
            progress === 'running' ? { label: words.running(name) } : loadingText(progress, name);
        },
      });
      if (signal.aborted) return false;
      this.answers = new Map([...this.answers, [short, answer]]);
      return true;
    } catch (error) {
      if (!signal.aborted) {
        const message = error instanceof Error ? error.message : String(error);
        const full = error instanceof Error && 'code' in error && error.code === 'storage';
        this.error = { short, message, full };
      }
      return false;
    }
  }
}
