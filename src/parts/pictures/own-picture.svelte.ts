/** A reader's own picture, chosen, dropped or pasted. It stays on this machine. */
export class OwnPicture {
  now: {
    readonly file: Blob;
    readonly url: string;
    readonly size: readonly [height: number, width: number];
  } | null = $state.raw(null);

  /**
   * Puts a file on screen if it is a picture; the browser says whether it is, and nothing is downloaded for that. One that cannot be
   * read leaves what is there. True where it is on screen.
   */
  async take(file: Blob): Promise<boolean> {
    const url = URL.createObjectURL(file);
    const probe = new Image();
    probe.src = url;
    try {
      await probe.decode();
    } catch {
      URL.revokeObjectURL(url);
      return false;
    }
    this.clear();
    this.now = { file, url, size: [probe.naturalHeight, probe.naturalWidth] };
    return true;
  }

  clear(): void {
    if (this.now !== null) URL.revokeObjectURL(this.now.url);
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
