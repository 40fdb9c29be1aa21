import { bytes } from '../../components/quantity.ts';
import type { Camera } from '../../engine/client/camera.ts';
import type { LoadProgress, Picture } from '../../engine/client.ts';
import type { Place } from './blocks.ts';
import { latest } from './logic.ts';
import type { Classified, Session } from './session.ts';

const backendNames = {
  webgpu: 'WebGPU',
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: 'plain JavaScript',
} as const;

interface Shown {
  readonly label: string;
  readonly value?: number;
  readonly detail?: string;
}

function progressText(progress: LoadProgress): Shown {
  switch (progress.phase) {
    case 'starting':
      return { label: 'Choosing what to run on' };
    case 'downloading': {
      const { loaded, total, cached } = progress;
      const label = cached
        ? 'Reading EfficientNet-B0 from this browser’s store'
        : 'Downloading EfficientNet-B0';
      return {
        label,
        value: total > 0 ? loaded / total : undefined,
        detail: `${bytes(loaded)} of ${bytes(total)}`,
      };
    }
    case 'checking':
      return { label: 'Checking it against its published hash' };
    case 'reading':
      return { label: 'Reading its weights' };
    case 'uploading':
      return { label: 'Handing the weights over' };
    case 'compiling':
      return { label: 'Compiling: the first run takes longer' };
  }
}

/** Loads B0 when first asked, runs it, and holds what is on screen. An error or a cancel changes none of that. */
export class Runner {
  shown: Classified | null = $state.raw(null);
  progress: Shown | null = $state.raw(null);
  error: string | null = $state(null);
  notice: string | null = $state(null);
  latencies: readonly number[] = $state.raw([]);
  camera = $state(false);
  ready = $state(false);
  #camera: Camera | null = null;
  #session: Session | null = null;
  #stop: AbortController | null = null;

  get backendName(): string {
    return this.shown === null ? '' : backendNames[this.shown.backend.backend];
  }

  /** Forgets the run on screen: another picture has taken its place. */
  clear(): void {
    this.shown = null;
    this.error = null;
  }

  cancel(): void {
    this.#stop?.abort();
  }

  dispose(): void {
    this.stopCamera();
    this.cancel();
  }

  /** Runs on the picture that `find` gives; a newer call takes the place of an unfinished one. True where it answered. */
  run(find: () => Promise<Picture>, place: () => Place): Promise<boolean> {
    return this.#attempt(async (signal) => {
      const session = await this.#open(signal);
      this.progress = { label: 'Running' };
      this.#show(await session.classify(await find(), place(), { signal }));
    });
  }

  async #attempt(work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    this.error = null;
    try {
      await work(stop.signal);
      return true;
    } catch (error) {
      if (!stop.signal.aborted) this.error = error instanceof Error ? error.message : String(error);
      return false;
    } finally {
      if (this.#stop === stop) {
        this.#stop = null;
        this.progress = null;
      }
    }
  }

  /** Downloads and readies the network without running it: what the camera's picture waits for. True where it is ready. */
  load(): Promise<boolean> {
    return this.#attempt(async (signal) => {
      await this.#open(signal);
    });
  }

  /** Shows the camera in `video` and, once the network is ready, answers its newest frame again and again. */
  async startCamera(video: HTMLVideoElement, place: () => Place): Promise<void> {
    this.error = null;
    try {
      const { openCamera } = await import('../../engine/client/camera.ts');
      this.#camera = await openCamera({
        video,
        facing: 'environment',
        onFrame: async (frame) => {
          const session = this.#session;
          if (session === null) {
            frame.close();
            return;
          }
          const result = await session.classify(frame, place(), { transfer: true });
          if (this.camera) this.#show(result);
        },
        onEnd: (error) => {
          this.camera = false;
          this.error = error.message;
        },
      });
      this.camera = true;
      this.shown = null;
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
    }
  }

  stopCamera(): void {
    this.#camera?.stop();
    this.#camera = null;
    this.camera = false;
  }

  #show(result: Classified): void {
    if (this.shown?.backend.backend !== result.backend.backend) this.latencies = [];
    this.shown = result;
    this.latencies = latest(this.latencies, result.milliseconds);
  }

  async #open(signal: AbortSignal): Promise<Session> {
    if (this.#session !== null) return this.#session;
    this.progress = { label: 'Starting' };
    // The engine's end on the page, the labels and the worker behind it: none of it is loaded before this.
    const { Session } = await import('./session.ts');
    this.#session = await Session.open({
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) this.progress = progressText(progress);
      },
      onNotice: (message) => {
        this.notice = message;
      },
    });
    this.ready = true;
    this.notice = this.#session.backend.notice ?? null;
    return this.#session;
  }
}
