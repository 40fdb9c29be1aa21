import { decode, headerOf } from '../pictures/decode.ts';
import { type EngineError, failureOf } from '../protocol/error.ts';
import { anySaid, said } from './said.ts';

/** Pixels of a copy for the screen: sharper than any figure shows it. */
const most = 4e6;

/** A picture as a page can show it. */
export interface Showable {
  /** A file that every browser shows upright. */
  readonly picture: Blob;
  /** Of the reader's own file, upright; null where the file itself is shown, whose size the browser knows. */
  readonly size: readonly [height: number, width: number] | null;
}

/**
 * What to show of a reader's picture: the file itself or, where it says how it is to be turned, an upright copy decoded as the networks'
 * own is. Browsers disagree about which formats they turn. Rejects with a sentence for the reader where the file is no picture.
 */
export async function showable(file: Blob): Promise<Showable> {
  try {
    const { orientation } = await headerOf(file);
    return orientation === 1 ? { picture: file, size: null } : await uprightCopy(file);
  } catch (error) {
    throw await anySaid(failureOf(error));
  }
}

/** The error of a file that begins like a picture and cannot be decoded. */
export const undecodable = (): EngineError => said({ code: 'picture', what: 'damaged' });

async function uprightCopy(file: Blob): Promise<Showable> {
  const decoded = await decode(file, most);
  try {
    const { width, height, full } = decoded;
    const { channels, data } = decoded.read({ left: 0, top: 0, width, height });
    const image = new ImageData(width, height);
    for (let pixel = 0; pixel < width * height; pixel++) {
      for (let c = 0; c < 3; c++) image.data[pixel * 4 + c] = data[pixel * channels + c] ?? 0;
      image.data[pixel * 4 + 3] = 255;
    }
    const canvas = new OffscreenCanvas(width, height);
    canvas.getContext('2d')?.putImageData(image, 0, 0);
    return { picture: await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 }), size: full };
  } finally {
    decoded.close();
  }
}
