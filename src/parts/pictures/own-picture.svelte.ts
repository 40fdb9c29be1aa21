/** A reader's own picture, chosen, dropped or pasted, ready to be put on screen. It stays on this machine. */
export interface OwnPicture {
  readonly file: Blob;
  readonly url: string;
  readonly size: readonly [height: number, width: number];
  /** Holds what was decoded, so that an element with the same address shows it at once. */
  readonly decoded: HTMLImageElement;
}

/** Readies a file to be shown, if it is a picture: the browser says whether it is, and nothing is downloaded for that. Else null. */
export async function readyPicture(file: Blob): Promise<OwnPicture | null> {
  const url = URL.createObjectURL(file);
  const decoded = new Image();
  decoded.src = url;
  try {
    await decoded.decode();
  } catch {
    URL.revokeObjectURL(url);
    return null;
  }
  return { file, url, size: [decoded.naturalHeight, decoded.naturalWidth], decoded };
}

/** Lets go of a picture that is on screen no more. */
export function releasePicture(picture: OwnPicture | null): void {
  if (picture !== null) URL.revokeObjectURL(picture.url);
}

/** Which own picture is on screen, for a figure whose answers are told apart by their picture. */
export class PictureOnScreen {
  now: OwnPicture | null = $state.raw(null);

  /** Puts a file on screen if it is a picture. One that cannot be read leaves what is there. True where it is on screen. */
  async take(file: Blob): Promise<boolean> {
    const picture = await readyPicture(file);
    if (picture === null) return false;
    this.clear();
    this.now = picture;
    return true;
  }

  clear(): void {
    releasePicture(this.now);
    this.now = null;
  }
}

/** What is said of a file that is no picture. */
export const noPicture =
  'This file is no picture that this browser can read. Choose a JPEG, PNG or WebP file.';

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
