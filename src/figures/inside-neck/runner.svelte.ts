import type { DetectorNet, DetectResult, LoadProgress } from '../../engine/client.ts';
import { backendTitle } from '../live/backend-title.ts';
import { loadingText, type ShownProgress } from '../live/loading.ts';
import type { Changes } from './changes.ts';

/** What one run with the reader's weights, and the one with the learned weights before it, answered. */
export interface NeckRun {
  readonly learned: DetectResult;
  readonly changed: DetectResult;
  readonly key: string;
}

/** Loads the detector when first asked, runs it with any fusion weights, and holds what is on screen. */
export class NeckRunner {
  shown: NeckRun | null = $state.raw(null);
  progress: ShownProgress | null = $state.raw(null);
  error: string | null = $state(null);
  notice: string | null = $state(null);
  ready = $state(false);
  #net: DetectorNet | null = null;
  #picture: Promise<Blob> | null = null;
  #learned: DetectResult | null = null;
  #stop: AbortController | null = null;
  #wanted: (() => Promise<void>) | null = null;
  #busy = false;

  get backend(): string {
    return this.shown === null ? '' : backendTitle(this.shown.changed.backend.backend);
  }

  cancel(): void {
    this.#wanted = null;
    this.#stop?.abort();
  }

  /** Runs with these weights and reads back the maps of one node; while a run is under way only the newest wish is kept. */
  async run(
    source: { readonly checkpoint: string; readonly side: number; readonly scene: string },
    node: { readonly key: string; readonly taps: readonly string[] },
    changes: Changes,
    threshold: number,
  ): Promise<void> {
    this.#wanted = () => this.#once(source, node, changes, threshold);
    if (this.#busy) return;
    this.#busy = true;
    this.#stop = new AbortController();
    this.error = null;
    try {
      for (let next = this.#take(); next !== null; next = this.#take()) await next();
    } catch (error) {
      if (!this.#stop.signal.aborted) this.error = error instanceof Error ? error.message : String(error);
    } finally {
      this.#busy = false;
      this.progress = null;
    }
  }

  #take(): (() => Promise<void>) | null {
    const next = this.#wanted;
    this.#wanted = null;
    return next;
  }

  async #once(
    source: { readonly checkpoint: string; readonly side: number; readonly scene: string },
    node: { readonly key: string; readonly taps: readonly string[] },
    changes: Changes,
    threshold: number,
  ): Promise<void> {
    const signal = this.#stop!.signal;
    const net = await this.#open(source, signal);
    this.#picture ??= fetchScene(source.scene);
    const picture = await this.#picture;
    const options = { signal, scoreThreshold: threshold };
    this.#learned ??= await net.detect(picture, options);
    const changed = await net.detect(picture, { ...options, taps: node.taps, fusion: changes });
    this.shown = { learned: this.#learned, changed, key: node.key };
  }

  async #open(
    { checkpoint, side }: { readonly checkpoint: string; readonly side: number },
    signal: AbortSignal,
  ): Promise<DetectorNet> {
    if (this.#net !== null) return this.#net;
    this.progress = { label: 'Starting' };
    // The engine's end on the page and the worker behind it are loaded when first asked for.
    const { sharedEngine } = await import('../../engine/client.ts');
    const engine = sharedEngine();
    engine.onNotice((message) => {
      this.notice = message;
    });
    this.#net = await engine.loadDetector(
      { checkpoint, size: [side, side] },
      {
        signal,
        onProgress: (progress: LoadProgress) => {
          this.progress = loadingText(progress, 'the detector');
        },
      },
    );
    this.progress = null;
    this.ready = true;
    this.notice = this.#net.backend.notice ?? null;
    return this.#net;
  }
}

async function fetchScene(address: string): Promise<Blob> {
  const response = await fetch(address);
  if (!response.ok)
    throw new Error('The scene could not be fetched. Check the connection and press the button again.');
  return response.blob();
}
