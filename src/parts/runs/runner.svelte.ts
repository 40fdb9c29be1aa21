import type { Camera } from '../../engine/client/camera.ts';
import type { NetworkSource, Picture, RuntimeReport } from '../../engine/client/engine.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';
import { latest } from './latencies.ts';
import { type Choice, Opener, type OpenOptions, type OpenSession } from './opener.svelte.ts';

export interface LookOptions {
  readonly signal?: AbortSignal;
  /** Gives a camera's frame away instead of copying it. */
  readonly transfer?: boolean;
}

/** What a run shows, and how long it took. */
export interface Looked {
  readonly milliseconds: number;
  readonly runtime: RuntimeReport;
}

/** Runs a network on pictures or on a camera, and holds what is on screen. An error or a cancel changes none of that. */
export class LiveRunner<Session extends OpenSession, Shown extends Looked> extends Opener<Session> {
  shown: Shown | null = $state.raw(null);
  /** Milliseconds of the last runs. */
  latencies: readonly number[] = $state.raw([]);
  camera = $state(false);
  readonly #look: (session: Session, picture: Picture, options: LookOptions) => Promise<Shown>;
  #camera: Camera | null = null;

  constructor(
    open: (source: NetworkSource, options: OpenOptions) => Promise<Session>,
    look: (session: Session, picture: Picture, options: LookOptions) => Promise<Shown>,
  ) {
    super(open);
    this.#look = look;
  }

  get runtimeName(): string {
    return this.shown === null ? '' : runtimeName(this.shown.runtime);
  }

  /** Forgets the run on screen: another picture has taken its place. */
  clear(): void {
    this.shown = null;
    this.error = null;
  }

  override dispose(): void {
    this.stopCamera();
    super.dispose();
  }

  /** Opens a network if it is not there, and runs it on the picture that `find` gives. True where it answered. */
  run(what: Choice, find: () => Promise<Picture>): Promise<boolean> {
    return this.attempt(async (signal) => {
      const session = await this.open(what, signal);
      const picture = await find();
      this.progress = { label: 'Running' };
      this.show(await this.#look(session, picture, { signal }));
    });
  }

  /** Shows the camera in `video` and, once a network is ready, answers its newest frame again and again. */
  async startCamera(video: HTMLVideoElement): Promise<void> {
    this.error = null;
    try {
      const { openCamera } = await import('../../engine/client/camera.ts');
      this.#camera = await openCamera({
        video,
        facing: 'environment',
        onFrame: (frame) => this.#answer(frame),
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

  async #answer(frame: ImageBitmap): Promise<void> {
    const { session } = this;
    if (session === null) {
      frame.close();
      return;
    }
    try {
      const looked = await this.#look(session, frame, { transfer: true });
      if (this.camera && session === this.session) this.show(looked);
    } catch (error) {
      // Another network may have taken its place while it looked.
      if (session === this.session) throw error;
    }
  }

  protected override opened(): void {
    this.latencies = [];
  }

  /** Puts a run on screen. */
  protected show(looked: Shown): void {
    if (this.shown === null || runtimeName(this.shown.runtime) !== runtimeName(looked.runtime))
      this.latencies = [];
    this.shown = looked;
    this.latencies = latest(this.latencies, looked.milliseconds);
  }
}
