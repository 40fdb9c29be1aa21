import type { Camera } from '../../engine/client/camera.ts';
import type { NetworkSource, Picture, RuntimeReport } from '../../engine/client/engine.ts';
import { running } from '../../words/en/runs.ts';
import { runtimeName } from '../../words/en/runtime-name.ts';
import { type OwnPicture, releasePicture } from '../pictures/own-picture.svelte.ts';
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

/** What is on screen. */
export interface Screen<Shown> {
  /** A reader's own picture; null where it is a sample or the camera. */
  readonly picture: OwnPicture | null;
  /** What the last run found in it. */
  readonly result: Shown | null;
}

/** Runs a network on pictures or on a camera, and holds what is on screen. An error or a cancel changes none of that. */
export class LiveRunner<Session extends OpenSession, Shown extends Looked> extends Opener<Session> {
  /** The picture and what was found in it are one thing: they change together. */
  screen: Screen<Shown> = $state.raw({ picture: null, result: null });
  /** Milliseconds of the last runs. */
  latencies: readonly number[] = $state.raw([]);
  camera = $state(false);
  readonly #look: (session: Session, picture: Picture, options: LookOptions) => Promise<Shown>;
  #camera: Camera | null = null;
  /** Numbers of the last frame that was taken, and of the last one whose answer was shown. */
  #lastFrame = 0;
  #shownFrame = 0;

  constructor(
    open: (source: NetworkSource, options: OpenOptions) => Promise<Session>,
    look: (session: Session, picture: Picture, options: LookOptions) => Promise<Shown>,
  ) {
    super(open);
    this.#look = look;
  }

  get shown(): Shown | null {
    return this.screen.result;
  }

  get runtimeName(): string {
    return this.shown === null ? '' : runtimeName(this.shown.runtime);
  }

  /** Forgets the run on screen: another picture has taken its place. */
  clear(): void {
    this.turnTo(this.screen.picture);
  }

  /** Another picture is on screen, and nothing was found in it yet. */
  turnTo(picture: OwnPicture | null): void {
    this.#put({ picture, result: null });
    this.error = null;
  }

  override dispose(): void {
    this.stopCamera();
    super.dispose();
    releasePicture(this.screen.picture);
  }

  /**
   * Opens a network if it is not there, and runs it on the picture that `find` gives. True where it answered.
   * @param take The picture that comes on screen with the answer, by default the one that is there.
   */
  run(
    what: Choice,
    find: () => Promise<Picture>,
    take: () => Promise<OwnPicture | null> = async () => this.screen.picture,
  ): Promise<boolean> {
    return this.attempt(async (signal) => {
      const session = await this.open(what, signal);
      const picture = await find();
      this.progress = { label: running };
      const looked = await this.#look(session, picture, { signal });
      const taken = await take();
      signal.throwIfAborted();
      this.show(looked, taken);
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
        // Our own programs take the next frame while the answer to the one before is on its way back.
        atOnce: () => (this.shown?.runtime.executor === 'own' ? 2 : 1),
        onEnd: (error) => {
          this.camera = false;
          this.error = error.message;
        },
      });
      this.camera = true;
      this.clear();
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
    const number = ++this.#lastFrame;
    try {
      const looked = await this.#look(session, frame, { transfer: true });
      // An answer that was overtaken says what is no longer so.
      if (!this.camera || session !== this.session || number < this.#shownFrame) return;
      this.#shownFrame = number;
      this.show(looked);
    } catch (error) {
      // Another network may have taken its place while it looked.
      if (session === this.session) throw error;
    }
  }

  protected override opened(): void {
    this.latencies = [];
  }

  /** Puts a run on screen. */
  protected show(looked: Shown, picture: OwnPicture | null = this.screen.picture): void {
    if (this.shown === null || runtimeName(this.shown.runtime) !== runtimeName(looked.runtime))
      this.latencies = [];
    if (picture !== this.screen.picture) this.stopCamera();
    this.#put({ picture, result: looked });
    this.latencies = latest(this.latencies, looked.milliseconds);
  }

  /** Puts another answer about the same picture on screen. */
  protected answerAnew(result: Shown): void {
    this.#put({ picture: this.screen.picture, result });
  }

  #put(screen: Screen<Shown>): void {
    const before = this.screen.picture;
    this.screen = screen;
    if (before !== screen.picture) releasePicture(before);
  }
}
