import type { LoadProgress, NetworkSource, Picture } from '../../engine/client/engine.ts';
import { sourceOf, type Weights } from '../../parts/picker/weights.ts';
import type { ShownProgress } from '../../parts/runs/loading.ts';
import { Task, type Turn } from '../../parts/runs/task.svelte.ts';
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
  /** The rung that was begun last. */
  #begun: string | null = $state(null);
  readonly #task = new Task();
  readonly #load: () => Promise<Climb<Answer>>;

  /** @param load brings what runs the networks; called with the first climb, and the engine comes with it */
  constructor(load: () => Promise<Climb<Answer>>) {
    this.#load = load;
  }

  /** The rung that is being climbed. */
  get climbing(): string | null {
    return this.#task.running ? this.#begun : null;
  }

  get progress(): ShownProgress | null {
    return this.#task.progress;
  }

  get error(): { readonly short: string; readonly message: string; readonly full: boolean } | null {
    const { error: message, full } = this.#task;
    return message === null || this.#begun === null ? null : { short: this.#begun, message, full };
  }

  /** Another picture: nobody has seen it yet. */
  clear(): void {
    this.cancel();
    this.answers = new Map();
    this.#task.error = null;
  }

  cancel(): void {
    this.#task.cancel();
  }

  /** Asks these networks one after another; stops at the first that fails, or when cancelled. What is said by then stays. */
  async climb(wanted: readonly Climbing[], find: () => Promise<Picture>, keep = true): Promise<void> {
    await this.#task.run(async (turn) => {
      for (const each of wanted) await this.#ask(each, find, keep, turn);
    });
  }

  async #ask(
    { rung: { short, name }, weights }: Climbing,
    find: () => Promise<Picture>,
    keep: boolean,
    { signal, show, loading }: Turn,
  ): Promise<void> {
    this.#begun = short;
    show({ label: starting });
    const picture = await find();
    const climb = await this.#load();
    const answer = await climb(sourceOf(weights, keep), picture, {
      signal,
      onProgress: (progress) =>
        progress === 'running' ? show({ label: words.running(name) }) : loading(progress, name),
    });
    signal.throwIfAborted();
    this.answers = new Map([...this.answers, [short, answer]]);
  }
}
