import type { Camera } from '../../engine/client/camera.ts';
import type { Picture } from '../../engine/client.ts';
import { idOf, type Picked, sourceOf } from '../checkpoint-picker/picked.ts';
import { backendTitle } from '../live/backend-title.ts';
import { latest } from '../live/latencies.ts';
import { loadingText, type ShownProgress } from '../live/loading.ts';
import type { Place } from './blocks.ts';
import type { Classified, Session } from './session.ts';

/** What to open, and its name for sentences. */
export interface Choice {
  readonly picked: Picked;
  readonly name: string;
}

/** Opens networks when asked, runs one, and holds what is on screen. An error or a cancel changes none of that. */
export class Runner {
  shown: Classified | null = $state.raw(null);
  progress: ShownProgress | null = $state.raw(null);
  error: string | null = $state(null);
  notice: string | null = $state(null);
  latencies: readonly number[] = $state.raw([]);
  camera = $state(false);
  /** What runs now. */
  session: Session | null = $state.raw(null);
  picked: Picked | null = $state.raw(null);
  /** Id of what is being opened. */
  opening: string | null = $state(null);
  /** Id of what could not be stored because the browser's store is full. */
  full: string | null = $state(null);
  #camera: Camera | null = null;
  #stop: AbortController | null = null;

  get backendName(): string {
    return this.shown === null ? '' : backendTitle(this.shown.backend.backend);
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

  /** Whether this is what runs now. */
  runs(picked: Picked): boolean {
    if (this.picked === null) return false;
    return this.picked === picked || (picked.kind !== 'own' && idOf(this.picked) === idOf(picked));
  }

  /** Opens a network if it is not there, and runs it on the picture that `find` gives; a newer call takes the place of an
   * unfinished one. True where it answered. */
  run(
    what: Choice,
    find: () => Promise<Picture>,
    place: (places: readonly Place[]) => Place,
  ): Promise<boolean> {
    return this.#attempt(async (signal) => {
      const session = await this.#open(what, signal);
      this.progress = { label: 'Running' };
      this.#show(await session.classify(await find(), place(session.places), { signal }));
    });
  }

  async #attempt(work: (signal: AbortSignal) => Promise<void>): Promise<boolean> {
    this.cancel();
    const stop = new AbortController();
    this.#stop = stop;
    this.error = null;
    this.full = null;
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
        this.opening = null;
      }
    }
  }

  /** Opens a network without running it: what the camera's picture waits for. True where it is ready. */
  load(what: Choice): Promise<boolean> {
    return this.#attempt(async (signal) => {
      await this.#open(what, signal);
    });
  }

  /** Shows the camera in `video` and, once the network is ready, answers its newest frame again and again. */
  async startCamera(video: HTMLVideoElement, place: (places: readonly Place[]) => Place): Promise<void> {
    this.error = null;
    try {
      const { openCamera } = await import('../../engine/client/camera.ts');
      this.#camera = await openCamera({
        video,
        facing: 'environment',
        onFrame: async (frame) => {
          const { session } = this;
          if (session === null) {
            frame.close();
            return;
          }
          try {
            const result = await session.classify(frame, place(session.places), { transfer: true });
            if (this.camera && session === this.session) this.#show(result);
          } catch (error) {
            // Another network may have taken its place while it looked.
            if (session === this.session) throw error;
          }
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

  async #open({ picked, name }: Choice, signal: AbortSignal): Promise<Session> {
    if (this.session !== null && this.runs(picked)) return this.session;
    this.opening = idOf(picked);
    this.progress = { label: 'Starting' };
    // The engine's end on the page, the labels and the worker behind it: none of it is loaded before this.
    const { Session } = await import('./session.ts');
    const session = await Session.open(sourceOf(picked), {
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) this.progress = loadingText(progress, name);
      },
      onNotice: (message) => {
        this.notice = message;
      },
    }).catch((error: unknown) => {
      const code = error instanceof Error && 'code' in error ? error.code : undefined;
      if (code === 'storage') this.full = idOf(picked);
      throw error;
    });
    const before = this.session;
    this.session = session;
    this.picked = picked;
    this.latencies = [];
    this.notice = session.backend.notice ?? null;
    void before?.dispose();
    return session;
  }
}
