import type { Picture } from '../../engine/client.ts';
import { type Picked, sourceOf } from '../checkpoint-picker/picked.ts';
import { loadingText, type ShownProgress } from '../live/loading.ts';
import type { Answer, Rung } from './logic.ts';

/** Which networks have answered about the picture on screen. What one could not say changes nothing of what others said. */
export class Ladder {
  answers: ReadonlyMap<string, Answer> = $state.raw(new Map());
  /** The rung that is being climbed. */
  climbing: string | null = $state(null);
  progress: ShownProgress | null = $state.raw(null);
  error: { readonly id: string; readonly message: string; readonly full: boolean } | null = $state.raw(null);
  #stop: AbortController | null = null;

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
  async climb(rungs: readonly Rung[], find: () => Promise<Picture>, keep = true): Promise<void> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    this.error = null;
    for (const rung of rungs) {
      if (stop.signal.aborted) break;
      if (!(await this.#ask(rung, find, keep, stop.signal))) break;
    }
    if (this.#stop !== stop) return;
    this.#stop = null;
    this.climbing = null;
    this.progress = null;
  }

  async #ask(rung: Rung, find: () => Promise<Picture>, keep: boolean, signal: AbortSignal): Promise<boolean> {
    const name = `EfficientNet-${rung.short}`;
    this.climbing = rung.id;
    this.progress = { label: 'Starting' };
    try {
      const picked = await pickedOf(rung, keep);
      const picture = await find();
      const { climb } = await import('./climb.ts');
      const answer = await climb(sourceOf(picked), picture, {
        signal,
        onProgress: (progress) => {
          if (signal.aborted) return;
          this.progress = progress === 'running' ? { label: `Running ${name}` } : loadingText(progress, name);
        },
      });
      if (signal.aborted) return false;
      this.answers = new Map([...this.answers, [rung.id, answer]]);
      return true;
    } catch (error) {
      if (!signal.aborted) {
        const message = error instanceof Error ? error.message : String(error);
        const full = error instanceof Error && 'code' in error && error.code === 'storage';
        this.error = { id: rung.id, message, full };
      }
      return false;
    }
  }
}

/** The catalogue is loaded when a rung above the first is asked for. */
async function pickedOf({ id, shipped, short }: Rung, keep: boolean): Promise<Picked> {
  if (shipped) return { kind: 'shipped', id };
  const { catalogueEntry } = await import('../../../models/checkpoints/catalogue.ts');
  const entry = catalogueEntry(id);
  if (entry === undefined)
    throw new Error(`The catalogue has no checkpoint of ${short} any more. Reload the page.`);
  return { kind: 'published', entry, keep };
}
