import sharp from 'sharp';
import type { Pixels } from '../engine/pictures/resample.ts';
import { Complaint } from './complaint.ts';

/** Decodes a picture file: upright, its first frame, sRGB, transparency over white. Throws `Complaint` for what is no picture. */
export async function readPicture(path: string): Promise<Pixels> {
  try {
    const { data, info } = await sharp(path, { limitInputPixels: 200e6 })
      .autoOrient()
      .toColourspace('srgb')
      .flatten({ background: 'white' })
      .raw()
      .toBuffer({ resolveWithObject: true });
    if (info.channels !== 3) throw new Error(`it decodes to ${info.channels} channels`);
    return { width: info.width, height: info.height, channels: 3, data };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Complaint(`${path} could not be read as a picture: ${reason}.`);
  }
}
