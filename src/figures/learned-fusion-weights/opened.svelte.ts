import type { Weights } from '../../parts/picker/weights.ts';
import type { ShownProgress } from '../../parts/runs/loading.ts';
import { Task } from '../../parts/runs/task.svelte.ts';
import { starting } from '../../words/en/runs.ts';
import type { LearnedNeck } from './learned.ts';
import type { PublishedNeck } from './published.ts';

/** The published checkpoints whose fusion weights were read on this page. One that cannot be had leaves the others alone. */
export class Opened {
  /** By the name that the view has for it. */
  necks: ReadonlyMap<string, LearnedNeck> = $state.raw(new Map());
  /** What was asked for last. */
  #asked: string | null = $state(null);
  readonly #task = new Task();

  get reading(): string | null {
    return this.#task.running ? this.#asked : null;
  }

  get progress(): ShownProgress | null {
    return this.#task.progress;
  }

  get error(): { readonly name: string; readonly message: string; readonly full: boolean } | null {
    const { error: message, full } = this.#task;
    return message === null || this.#asked === null ? null : { name: this.#asked, message, full };
  }

  cancel(): void {
    this.#task.cancel();
  }

  /** Downloads a checkpoint, or takes it from the store, checks it, and keeps its fusion weights alone. True where they are here. */
  read({ name, title }: PublishedNeck, { id }: Weights, keep = true): Promise<boolean> {
    this.#asked = name;
    return this.#task.run(async ({ signal, show, loading }) => {
      show({ label: starting });
      // The catalogue, the engine's end on the page and the worker behind it: none of it is loaded before this.
      const { readNeck } = await import('./read-neck.ts');
      const neck = await readNeck(id, title, {
        keep,
        signal,
        onProgress: (progress) => loading(progress, title),
      });
      signal.throwIfAborted();
      this.necks = new Map([...this.necks, [name, { ...neck, id: name }]]);
    });
  }
}
