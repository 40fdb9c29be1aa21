import type { Camera } from '../../engine/client/camera.ts';
import type { BackendReport, Picture, Suppressing } from '../../engine/client.ts';
import { backendTitle } from '../live/backend-title.ts';
import { loadingText, type ShownProgress } from '../live/loading.ts';
import { latest } from '../live-classifier/logic.ts';
import type { Choice } from './checkpoints.ts';
import type { Fit, LevelScores, ShownBox } from './logic.ts';
import type { Session } from './session.ts';

/** What the last run found. */
export interface Found {
  readonly detector: string;
  readonly boxes: readonly ShownBox[];
  readonly candidates: number;
  readonly fit: Fit;
  readonly levels: readonly LevelScores[];
  readonly backend: BackendReport;
}

/** Loads detectors when asked, runs them, and holds what is on screen. An error or a cancel changes none of that. */
export class Runner {
  found: Found | null = $state.raw(null);
  progress: ShownProgress | null = $state.raw(null);
  error: string | null = $state(null);
  notice: string | null = $state(null);
  /** Milliseconds of the last runs, and of the last change of a threshold. */
  latencies: readonly number[] = $state.raw([]);
  suppressMilliseconds: number | null = $state(null);
  camera = $state(false);
  /** The detector that is loaded. */
  ready: string | null = $state(null);
  #camera: Camera | null = null;
  #session: Session | null = null;
  #stop: AbortController | null = null;

  get backendName(): string {
    return this.found === null ? '' : backendTitle(this.found.backend.backend);
  }

  /** Forgets the run on screen: another picture has taken its place. */
  clear(): void {
    this.found = null;
    this.error = null;
  }

  cancel(): void {
    this.#stop?.abort();
  }

  dispose(): void {
    this.stopCamera();
    this.cancel();
    void this.#session?.close().catch(() => {});
    this.#session = null;
  }

  /** Runs on the picture that `find` gives; a newer call takes the place of an unfinished one. True where it answered. */
  run(choice: Choice, find: () => Promise<Picture>, suppressing: () => Suppressing): Promise<boolean> {
    return this.#attempt(async (signal) => {
      const session = await this.#open(choice, signal);
      const picture = await find();
      if (!this.camera) this.progress = { label: 'Running' };
      await this.#detect(session, picture, suppressing(), { signal });
    });
  }

  /** Downloads and readies a detector: what the camera's picture waits for. */
  load(choice: Choice): Promise<boolean> {
    return this.#attempt(async (signal) => {
      await this.#open(choice, signal);
    });
  }

  /** Other thresholds for the candidates of the last run; no run. */
  async suppress(suppressing: Suppressing): Promise<void> {
    const session = this.#session;
    const before = this.found;
    if (session === null || before === null || before.detector !== session.id) return;
    try {
      const { boxes, candidates, suppressMilliseconds } = await session.suppress(suppressing);
      if (this.found !== before) return;
      this.found = { ...before, boxes, candidates };
      this.suppressMilliseconds = suppressMilliseconds;
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
    }
  }

  /** Shows the camera in `video` and, once a detector is ready, answers its newest frame again and again. */
  async startCamera(video: HTMLVideoElement, suppressing: () => Suppressing): Promise<void> {
    this.error = null;
    try {
      const { openCamera } = await import('../../engine/client/camera.ts');
      this.#camera = await openCamera({
        video,
        facing: 'environment',
        onFrame: async (frame) => {
          const session = this.#session;
          if (session === null || this.progress !== null) {
            frame.close();
            return;
          }
          await this.#detect(session, frame, suppressing(), { transfer: true });
        },
        onEnd: (error) => {
          this.camera = false;
          this.error = error.message;
        },
      });
      this.camera = true;
      this.found = null;
    } catch (error) {
      this.error = error instanceof Error ? error.message : String(error);
    }
  }

  stopCamera(): void {
    this.#camera?.stop();
    this.#camera = null;
    this.camera = false;
  }

  async #detect(
    session: Session,
    picture: Picture,
    suppressing: Suppressing,
    options: { readonly signal?: AbortSignal; readonly transfer?: boolean },
  ): Promise<void> {
    const { boxes, candidates, fitted, heatMaps, timing, backend } = await session.detect(
      picture,
      suppressing,
      options,
    );
    if (this.found?.detector !== session.id || this.found.backend.backend !== backend.backend)
      this.latencies = [];
    this.found = { detector: session.id, boxes, candidates, fit: fitted, levels: heatMaps, backend };
    this.latencies = latest(this.latencies, timing.prepareMilliseconds + timing.runMilliseconds);
    this.suppressMilliseconds = null;
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

  async #open(choice: Choice, signal: AbortSignal): Promise<Session> {
    const before = this.#session;
    if (before?.id === choice.id) return before;
    this.progress = { label: 'Starting' };
    // The engine's end on the page and the worker behind it: none of it is loaded before this.
    const { Session } = await import('./session.ts');
    const session = await Session.open(choice.id, {
      signal,
      onProgress: (progress) => {
        if (!signal.aborted) this.progress = loadingText(progress, choice.title);
      },
      onNotice: (message) => {
        this.notice = message;
      },
    });
    this.#session = session;
    this.ready = session.id;
    this.notice = session.backend.notice ?? null;
    // Closed only now, so that the backbone that both stand on never leaves the device.
    await before?.close();
    return session;
  }
}
