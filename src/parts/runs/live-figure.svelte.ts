import { heldForClass } from '../../words/en/class-link.ts';
import { idOf, type Picked } from '../picker/picked.ts';
import type { WantedNetwork } from '../picker/wanted-network.svelte.ts';
import {
  fetchPicture,
  type OwnPicture,
  readyPicture,
  releasePicture,
} from '../pictures/own-picture.svelte.ts';
import type { Receiver } from '../pictures/received.ts';
import type { OpenSession } from './opener.svelte.ts';
import type { LiveRunner, Looked } from './runner.svelte.ts';
import { sentenceOf } from './sentence-of.ts';

export interface LiveFigureOptions<Session extends OpenSession, Shown extends Looked> {
  readonly runner: LiveRunner<Session, Shown>;
  readonly wanted: WantedNetwork;
  /** Where the sample on screen lies; for a network that is about to be opened, the one that it is to be shown first. */
  readonly sample: (next?: Picked) => string;
  /** Another network or another picture is looked at: what was lit goes out. */
  readonly onlook: () => void;
  /** Which of the two stays as it is, because a link for a class locks it. */
  readonly held: () => { readonly network: boolean; readonly picture: boolean };
  /** A network that the reader asked for is here. */
  readonly onopened: (picked: Picked) => void;
}

/** What the figures share that run a network on pictures: samples, a reader's own, the camera; networks that come and go. */
export class LiveFigure<Session extends OpenSession, Shown extends Looked> {
  readonly runner: LiveRunner<Session, Shown>;
  readonly wanted: WantedNetwork;
  /** The element that shows the camera, and the size of what it shows. */
  video = $state<HTMLVideoElement>();
  videoSize: readonly [height: number, width: number] | null = $state.raw(null);
  readonly receiver: Receiver = {
    onpicture: (file) => void this.take(file),
    oncheckpoint: (picked) => void this.open(picked),
  };
  readonly #options: LiveFigureOptions<Session, Shown>;

  constructor(options: LiveFigureOptions<Session, Shown>) {
    this.runner = options.runner;
    this.wanted = options.wanted;
    this.#options = options;
  }

  /** The reader's own picture, where one is on screen. */
  get own(): OwnPicture | null {
    return this.runner.screen.picture;
  }

  /** The network that is asked for is here. */
  get ready(): boolean {
    return this.runner.picked !== null && this.runner.runs(this.wanted.now.picked);
  }

  /** Size of the picture on screen where that is no sample; null where it is, or is not known yet. */
  get size(): readonly [height: number, width: number] | null {
    return this.runner.camera ? this.videoSize : (this.own?.size ?? null);
  }

  /** The picture is one of the samples. */
  get onSample(): boolean {
    return this.own === null && !this.runner.camera;
  }

  dispose(): void {
    this.runner.dispose();
  }

  /** Runs the network that is here on the picture on screen. */
  run(): void {
    void this.runner.run(this.#choice(), () => this.#picture());
  }

  /** What the button does: runs what is here, or opens what is asked for. */
  press(): void {
    if (this.ready) this.run();
    else void this.open(this.wanted.now.picked);
  }

  /** Opens what the reader picked, and runs it. What runs now stays where that fails. */
  async open(picked: Picked): Promise<void> {
    if (this.#options.held().network && idOf(picked) !== idOf(this.wanted.now.picked)) {
      this.runner.error = heldForClass.network;
      return;
    }
    const { name } = this.wanted.of(picked);
    const done = await (this.runner.camera
      ? this.runner.load({ picked, name })
      : this.runner.run({ picked, name }, () => this.#picture(picked)));
    // A picture that cannot be read does not undo that the network is here.
    if (!done && !this.runner.runs(picked)) return;
    this.wanted.now = this.wanted.of(picked);
    this.#options.onlook();
    this.#options.onopened(picked);
  }

  /** After the first run, whatever is changed shows its effect at once. */
  follow(): void {
    this.#options.onlook();
    if (this.ready && !this.runner.camera) this.run();
  }

  /** Turns to a sample. */
  show(change: () => void): void {
    this.runner.stopCamera();
    this.runner.turnTo(null);
    change();
    this.follow();
  }

  /**
   * Shows a reader's own picture together with what a network that is here finds in it. One that cannot be read leaves everything as
   * it was.
   */
  async take(file: Blob): Promise<void> {
    if (this.#options.held().picture) {
      this.runner.error = heldForClass.picture;
      return;
    }
    this.#options.onlook();
    // Decoded for the screen while the network looks, so that the two come at once.
    const decoding = readyPicture(file);
    // What fails is said by the run that waits for it.
    decoding.catch(() => {});
    if (this.ready) {
      if (
        await this.runner.run(
          this.#choice(),
          async () => file,
          () => decoding,
        )
      )
        return;
      await decoding.then(releasePicture, () => {});
      return;
    }
    try {
      const picture = await decoding;
      this.runner.stopCamera();
      this.runner.turnTo(picture);
    } catch (error) {
      this.runner.error = sentenceOf(error);
    }
  }

  /** Turns the camera on or off. */
  toggleCamera(): void {
    if (this.runner.camera) {
      this.runner.stopCamera();
      this.runner.clear();
      this.follow();
    } else if (this.video !== undefined) {
      this.videoSize = null;
      void this.runner.startCamera(this.video);
    }
  }

  #choice() {
    const { picked, name } = this.wanted.now;
    return { picked, name };
  }

  async #picture(next?: Picked): Promise<Blob> {
    return this.own?.file ?? fetchPicture(this.#options.sample(next));
  }
}
