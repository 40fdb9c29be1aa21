/** A reader's own picture, chosen, dropped or pasted, ready to be put on screen. It stays on this machine. */
export interface OwnPicture {
  readonly file: Blob;
  readonly url: string;
  readonly size: readonly [height: number, width: number];
  /** Holds what was decoded, so that an element with the same address shows it at once. */
  readonly decoded: HTMLImageElement;
}

/**
 * Readies a file to be shown as the networks see it: upright, whatever the browser makes of its orientation. Rejects with a sentence for
 * the reader where it is no picture that can be read.
 */
export async function readyPicture(file: Blob): Promise<OwnPicture> {
  const { showable, undecodable } = await import('../../engine/client/showable.ts');
  const { picture, size } = await showable(file);
  const url = URL.createObjectURL(picture);
  const decoded = new Image();
  decoded.src = url;
  try {
    await decoded.decode();
  } catch {
    URL.revokeObjectURL(url);
    throw undecodable();
  }
  return { file, url, size: size ?? [decoded.naturalHeight, decoded.naturalWidth], decoded };
}

/** Lets go of a picture that is on screen no more. */
export function releasePicture(picture: OwnPicture | null): void {
  if (picture !== null) URL.revokeObjectURL(picture.url);
}

/** Which own picture is on screen, for a figure whose answers are told apart by their picture. */
export class PictureOnScreen {
  now: OwnPicture | null = $state.raw(null);

  /** Puts a file on screen. One that cannot be read leaves what is there, and rejects with a sentence for the reader. */
  async take(file: Blob): Promise<void> {
    const picture = await readyPicture(file);
    this.clear();
    this.now = picture;
  }

  clear(): void {
    releasePicture(this.now);
    this.now = null;
  }
}

/** Fetches a picture that comes with the page. Rejects with a sentence for the reader. */
export async function fetchPicture(address: string): Promise<Blob> {
  try {
    const response = await fetch(address);
    if (response.ok) return await response.blob();
  } catch {
    // Without a connection the browser says no more than that it failed.
  }
  throw new Error('The picture could not be fetched. Check the connection and try again.');
}
