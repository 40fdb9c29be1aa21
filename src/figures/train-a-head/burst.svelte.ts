import type { Camera } from '../../engine/client/camera.ts';
import * as words from '../../words/en/figures/train-a-head.ts';
import type { Collection } from './collection.svelte.ts';

/** Frames of one burst, and the milliseconds from one to the next: time to turn the thing in front of the camera. */
const frames = 20;
const apart = 200;

/** Takes a burst of the camera's frames into a class. */
export class Burst {
  video = $state<HTMLVideoElement>();
  /** The class that frames go to; null while the camera is off. */
  into: number | null = $state(null);
  error: string | null = $state(null);
  readonly #collection: Collection;
  #camera: Camera | null = null;

  constructor(collection: Collection) {
    this.#collection = collection;
  }

  async toggle(id: number): Promise<void> {
    if (this.into !== null) {
      this.stop();
      return;
    }
    const { video } = this;
    if (video === undefined) return;
    this.error = null;
    this.into = id;
    let taken = 0;
    try {
      const { openCamera } = await import('../../engine/client/camera.ts');
      this.#camera = await openCamera({
        video,
        facing: 'environment',
        onFrame: async (frame) => {
          const file = await fileOf(frame, words.frameName(taken + 1));
          if (this.into !== id) return;
          this.#collection.add(id, [file]);
          if (++taken >= frames) this.stop();
          else await new Promise((resolve) => setTimeout(resolve, apart));
        },
        onEnd: (error) => {
          this.stop();
          this.error = error.message;
        },
      });
    } catch (error) {
      this.stop();
      this.error = error instanceof Error ? error.message : String(error);
    }
  }

  stop(): void {
    this.#camera?.stop();
    this.#camera = null;
    this.into = null;
  }
}

/** A frame as a file, so that it is known by its bytes like any other picture. Closes the frame. */
export async function fileOf(frame: ImageBitmap, name: string): Promise<File> {
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = [frame.width, frame.height];
  canvas.getContext('2d')?.drawImage(frame, 0, 0);
  frame.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.92));
  return new File([blob ?? new Blob()], `${name}.jpg`, { type: 'image/jpeg' });
}
