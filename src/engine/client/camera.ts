import type { CameraFailure } from '../protocol/camera-failure.ts';
import { EngineError } from '../protocol/error.ts';
import { Newest } from './newest.ts';
import { said } from './said.ts';

export interface CameraOptions {
  /** Called with the newest frame, in their order; it is looked at until the promise settles. Closing the frame is up to the callee. */
  readonly onFrame: (frame: ImageBitmap) => Promise<void>;
  /** How many frames may be looked at at once, asked before each; one unless told. */
  readonly atOnce?: () => number;
  /** Called once when the camera ends by itself (unplugged, permission withdrawn) or a frame fails, with a sentence. */
  readonly onEnd?: (error: EngineError) => void;
  /** Which way a phone's camera looks. */
  readonly facing?: 'user' | 'environment';
  /** The element that shows the camera to the reader; by default one that is not shown. */
  readonly video?: HTMLVideoElement;
}

/** What the browser's refusals mean. */
const refusals: Readonly<Record<string, CameraFailure['what']>> = {
  NotAllowedError: 'refused',
  NotFoundError: 'none',
  OverconstrainedError: 'unfit',
  NotReadableError: 'busy',
  AbortError: 'aborted',
  SecurityError: 'forbidden',
};

function refusal(error: unknown): EngineError {
  const name = error instanceof DOMException ? error.name : '';
  return said({ code: 'camera', what: refusals[name] ?? 'notStarted' }, { cause: error });
}

async function openStream(facing: 'user' | 'environment' | undefined): Promise<MediaStream> {
  if (navigator.mediaDevices?.getUserMedia === undefined) throw said({ code: 'camera', what: 'insecure' });
  try {
    const video = { width: { ideal: 640 }, height: { ideal: 480 }, ...(facing && { facingMode: facing }) };
    return await navigator.mediaDevices.getUserMedia({ audio: false, video });
  } catch (error) {
    throw refusal(error);
  }
}

/** A running camera. The picture goes to `onFrame` and nowhere else. */
export class Camera {
  readonly #options: CameraOptions;
  readonly #stream: MediaStream;
  readonly #video: HTMLVideoElement;
  readonly #frames: Newest<ImageBitmap>;
  #stopped = false;

  constructor(options: CameraOptions, stream: MediaStream, video: HTMLVideoElement) {
    this.#options = options;
    this.#stream = stream;
    this.#video = video;
    this.#frames = new Newest({
      take: () => (video.videoWidth === 0 ? undefined : createImageBitmap(video)),
      work: options.onFrame,
      most: options.atOnce ?? (() => 1),
      onFault: (error) => this.#end(error instanceof EngineError ? error : refusal(error)),
      discard: (frame) => frame.close(),
    });
    for (const track of stream.getTracks())
      track.addEventListener('ended', () => this.#end(said({ code: 'camera', what: 'unplugged' })));
    this.#wait();
  }

  get stopped(): boolean {
    return this.#stopped;
  }

  /** Switches the camera off; its light goes out. */
  stop(): void {
    if (this.#stopped) return;
    this.#stopped = true;
    this.#frames.stop();
    for (const track of this.#stream.getTracks()) track.stop();
    this.#video.srcObject = null;
  }

  #wait(): void {
    if (this.#stopped) return;
    const next = () => {
      this.#frames.changed();
      this.#wait();
    };
    // Firefox had no frame callback for long; there every painted page counts as a frame.
    if (typeof this.#video.requestVideoFrameCallback === 'function')
      this.#video.requestVideoFrameCallback(next);
    else requestAnimationFrame(next);
  }

  #end(error: EngineError): void {
    if (this.#stopped) return;
    this.stop();
    this.#options.onEnd?.(error);
  }
}

/**
 * Asks for the camera and starts it. `atOnce` frames are looked at at a time and the newest one wins: those that come while all are busy
 * are skipped. Throws `EngineError` with the code `camera` and a sentence where there is none or it is refused.
 */
export async function openCamera(options: CameraOptions): Promise<Camera> {
  const stream = await openStream(options.facing);
  const video = options.video ?? document.createElement('video');
  video.muted = true;
  video.playsInline = true;
  video.srcObject = stream;
  try {
    await video.play();
  } catch (error) {
    for (const track of stream.getTracks()) track.stop();
    throw refusal(error);
  }
  return new Camera(options, stream, video);
}
