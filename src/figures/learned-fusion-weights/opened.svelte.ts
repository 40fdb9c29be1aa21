import type { Weights } from '../../parts/picker/weights.ts';
import { loadingText, type ShownProgress } from '../../parts/runs/loading.ts';
import { starting } from '../../words/en/runs.ts';
import type { LearnedNeck } from './learned.ts';
import type { PublishedNeck } from './published.ts';

/** The published checkpoints whose fusion weights were read on this page. One that cannot be had leaves the others alone. */
export class Opened {
  /** By the name that the view has for it. */
  necks: ReadonlyMap<string, LearnedNeck> = $state.raw(new Map());
  reading: string | null = $state(null);
  progress: ShownProgress | null = $state.raw(null);
  error: { readonly name: string; readonly message: string; readonly full: boolean } | null =
    $state.raw(null);
  #stop: AbortController | null = null;

  cancel(): void {
    this.#stop?.abort();
  }

  /** Downloads a checkpoint, or takes it from the store, checks it, and keeps its fusion weights alone. True where they are here. */
  async read({ name, title }: PublishedNeck, { id }: Weights, keep = true): Promise<boolean> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    this.error = null;
    this.reading = name;
    this.progress = { label: starting };
    try {
      // The catalogue, the engine's end on the page and the worker behind it: none of it is loaded before this.
      const { readNeck } = await import('./read-neck.ts');
      const neck = await readNeck(id, title, {
        keep,
        signal: stop.signal,
        onProgress: (progress) => {
          if (!stop.signal.aborted) this.progress = loadingText(progress, title);
        },
      });
      if (stop.signal.aborted) return false;
      this.necks = new Map([...this.necks, [name, { ...neck, id: name }]]);
      return true;
    } catch (error) {
      if (!stop.signal.aborted) {
        const message = error instanceof Error ? error.message : String(error);
        const full = error instanceof Error && 'code' in error && error.code === 'storage';
        this.error = { name, message, full };
      }
      return false;
    } finally {
      if (this.#stop === stop) {
        this.#stop = null;
        this.reading = null;
        this.progress = null;
      }
    }
  }
}
